import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './page.css';

import { GraphiQL } from 'graphiql';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { examples } from './examples.ts';
import { createFetcher } from './fetcher.js';
import { headersText, Pickers, variablesOf } from './pickers.jsx';
import { createForgetfulStorage } from './storage.js';

const ownToken = { name: '', label: '自备令牌 · my own token', token: '', purpose: '', matter: null };

function Page({ session }) {
  const [{ accounts, storage, fetcher }] = useState(() => {
    const everyone = [...session.accounts, ownToken];
    return { accounts: everyone, storage: createForgetfulStorage(), fetcher: createFetcher(everyone[0]) };
  });
  const [bar, setBar] = useState(null);
  return (
    <>
      <div className="bar">
        <strong>准绳 Plumbline</strong>
        <div className="pickers" ref={setBar} />
      </div>
      <div className="editor">
        {bar && (
          <GraphiQL
            fetcher={fetcher}
            storage={storage}
            shouldPersistHeaders={false}
            defaultEditorToolsVisibility="headers"
            initialQuery={examples[0].query}
            initialVariables={variablesOf(examples[0], session.citizenId)}
            initialHeaders={headersText(accounts[0])}
          >
            <Pickers bar={bar} accounts={accounts} citizenId={session.citizenId} />
          </GraphiQL>
        )}
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
