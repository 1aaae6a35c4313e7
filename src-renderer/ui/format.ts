/** Windows write numbers as reports from main do: there is one way. */
export * from '../../contract/format';
