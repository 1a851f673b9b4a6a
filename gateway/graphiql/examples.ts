/** A question that the page offers; `$citizenId` is put in from the session when there is one. */
export interface Example {
  readonly label: string;
  readonly query: string;
}

export const examples: readonly Example[] = [
  {
    label: '一人五机关 · One person, five agencies',
    query: `# 一问五答:一名人员在法院、公安、执行、社区矫正、行政执法的记录
# One question that five agencies answer together
query OnePerson($citizenId: CitizenId!) {
  person(citizenId: $citizenId) {
    id
  }
}
`,
  },
  {
    label: '我能看到什么 · What the schema holds',
    query: `query Schema {
  __schema {
    queryType {
      fields {
        name
        description
      }
    }
  }
}
`,
  },
];
