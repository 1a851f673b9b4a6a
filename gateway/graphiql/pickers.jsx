import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { examples } from './examples.ts';
import { headersOf, noToken } from './fetcher.js';

/** Text of an example's variables: the session's citizen id where the example asks about one. */
export function variablesOf({ query }, citizenId) {
  return JSON.stringify(query.includes('$citizenId') ? { citizenId: citizenId ?? '' } : {}, null, 2);
}

/** Text of an account's headers. */
export function headersText(account) {
  return JSON.stringify(headersOf(account), null, 2);
}

/** Who asks, and what: both pickers sit in the page's bar and write into GraphiQL's own editors. */
export function Pickers({ bar, accounts, citizenId }) {
  const { tabs, activeTabIndex, isFetching } = useGraphiQL(pick('tabs', 'activeTabIndex', 'isFetching'));
  const { addTab, updateActiveTabValues } = useGraphiQLActions();
  const { queryEditor, variableEditor, responseEditor } = useEditors();
  const [name, setName] = useState(accounts[0].name);
  const tab = tabs[activeTabIndex];
  useAccount(
    accounts.find((account) => account.name === name),
    tab.id,
  );
  useSchemaOnceThereIsAToken(tab.headers);
  // Half a window is too narrow for a question's lines.
  useEffect(() => queryEditor?.updateOptions({ wordWrap: 'on', wrappingIndent: 'indent' }), [queryEditor]);

  function ask(label) {
    const example = examples.find((each) => each.label === label);
    if (example === undefined) return;
    // A question of one's own is not overwritten: the example gets a tab of its own.
    if (!isReplaceable(queryEditor.getValue())) addTab();
    queryEditor.setValue(example.query);
    variableEditor.setValue(variablesOf(example, citizenId));
    responseEditor.setValue('');
    updateActiveTabValues({ response: null });
    // Whoever asks with a token of their own goes on asking with it.
    const isOffered = accounts.some((account) => account.name === example.as);
    if (name !== '' && isOffered) setName(example.as);
  }

  const asked = examples.find(({ query }) => query === tab.query)?.label ?? '';
  const offered = examples.map(({ label }) => [label, label]);
  const questions = asked === '' ? [['', '自己的问题 · my own question'], ...offered] : offered;
  const everyone = accounts.map((account) => [account.name, account.label]);
  return createPortal(
    <>
      <Choice label="身份 As" value={name} options={everyone} disabled={isFetching} onChoose={setName} />
      <Choice label="示例 Example" value={asked} options={questions} disabled={isFetching} onChoose={ask} />
    </>,
    bar,
  );
}

function isReplaceable(question) {
  return question.trim() === '' || examples.some(({ query }) => query === question);
}

function useEditors() {
  return useGraphiQL(pick('queryEditor', 'variableEditor', 'headerEditor', 'responseEditor'));
}

/** The same question can be asked as somebody else: only headers change, and an answer given to another is taken away. */
function useAccount(account, tabId) {
  const { headerEditor, responseEditor } = useEditors();
  const { updateActiveTabValues } = useGraphiQLActions();
  const askedAs = useRef(new Map());
  useEffect(() => {
    if (!headerEditor || !responseEditor || askedAs.current.get(tabId) === account) return;
    askedAs.current.set(tabId, account);
    if (headerEditor.getValue() === headersText(account)) return;
    headerEditor.setValue(headersText(account));
    responseEditor.setValue('');
    updateActiveTabValues({ headers: headersText(account), response: null });
  }, [account, tabId, headerEditor, responseEditor, updateActiveTabValues]);
}

/** GraphiQL reads the schema when it opens: with a token of one's own that is too early. */
function useSchemaOnceThereIsAToken(headers) {
  const { schema, isIntrospecting } = useGraphiQL(pick('schema', 'isIntrospecting'));
  const { introspect } = useGraphiQLActions();
  const tried = useRef('');
  useEffect(() => {
    if (schema || isIntrospecting || !headers || headers.includes(noToken) || tried.current === headers) return;
    tried.current = headers;
    introspect();
  }, [schema, isIntrospecting, headers, introspect]);
}

function Choice({ label, value, options, disabled, onChoose }) {
  return (
    <label>
      {label}
      <select value={value} disabled={disabled} onChange={(event) => onChoose(event.target.value)}>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
