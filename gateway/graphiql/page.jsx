import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';

import { GraphiQL } from 'graphiql';
import { useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { examples } from './examples.ts';

const noAccount = { role: '', label: '自备令牌 · my own token', token: '', purpose: '' };

/** Nothing is kept in the browser: questions hold citizen ids, headers hold tokens. */
function createForgetfulStorage() {
  const kept = new Map();
  return {
    get length() {
      return kept.size;
    },
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}

function headersOf(account) {
  return {
    Authorization: `Bearer ${account.token || '<token>'}`,
    'x-plumbline-purpose': account.purpose || 'SUPERVISION',
  };
}

/** The schema is asked for with the account's headers too: GraphiQL leaves them out of its own introspection. */
function createFetcher(account) {
  let latest = headersOf(account);
  return async (parameters, options) => {
    latest = { ...latest, ...options?.headers };
    const answer = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...latest },
      body: JSON.stringify(parameters),
      credentials: 'omit',
    });
    return answer.json();
  };
}

function Editor({ account, example, citizenId }) {
  const [storage] = useState(createForgetfulStorage);
  const fetcher = useMemo(() => createFetcher(account), [account]);
  const variables = example.query.includes('$citizenId') ? { citizenId } : {};
  return (
    <GraphiQL
      fetcher={fetcher}
      storage={storage}
      isHeadersEditorEnabled
      shouldPersistHeaders={false}
      initialQuery={example.query}
      initialVariables={JSON.stringify(variables, null, 2)}
      initialHeaders={JSON.stringify(headersOf(account), null, 2)}
    />
  );
}

function Choice({ label, value, options, onChoose }) {
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => onChoose(event.target.value)}>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function Page({ session }) {
  const accounts = [...session.accounts, noAccount];
  const [role, setRole] = useState(accounts[0].role);
  const [label, setLabel] = useState(examples[0].label);
  const account = accounts.find((each) => each.role === role) ?? noAccount;
  const example = examples.find((each) => each.label === label) ?? examples[0];
  const roles = accounts.map((each) => [each.role, each.label]);
  const labels = examples.map((each) => [each.label, each.label]);
  return (
    <>
      <div className="bar">
        <strong>准绳 Plumbline</strong>
        <Choice label="身份 As" value={role} options={roles} onChoose={setRole} />
        <Choice label="示例 Example" value={label} options={labels} onChoose={setLabel} />
      </div>
      <div className="editor">
        {/* Another account or example is another editor: nothing of the one before is carried over. */}
        <Editor key={`${role} ${label}`} account={account} example={example} citizenId={session.citizenId ?? ''} />
      </div>
    </>
  );
}

async function readSession() {
  try {
    const answer = await fetch('/graphiql/session.json', { credentials: 'omit' });
    return answer.ok ? await answer.json() : { accounts: [] };
  } catch {
    return { accounts: [] };
  }
}

createRoot(document.getElementById('page')).render(<Page session={await readSession()} />);
