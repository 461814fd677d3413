import { plus, type WrongFile } from './wrong-file.ts';

/** Files that are no YAML, or YAML that is hostile. */
export const WRONG_SYNTAX: readonly WrongFile[] = [
  { name: 'an empty file', text: '', problems: ['shop.yaml:1:1  the file is empty; write version, name, region and services'] },
  {
    name: 'a file of comments',
    text: '# nothing yet\n',
    problems: ['shop.yaml:1:1  the file is empty; write version, name, region and services'],
  },
  {
    name: 'a file that says null',
    text: 'null\n',
    problems: ['shop.yaml:1:1  the file is empty; write version, name, region and services'],
  },
  {
    name: 'a list at the top',
    text: '- version: 1\n',
    problems: ['shop.yaml:1:1  a list is not a mapping; write the keys of a workload, as version, name, region'],
  },
  {
    name: 'text at the top',
    text: 'shop',
    problems: ['shop.yaml:1:1  "shop" is not a mapping; write the keys of a workload, as version, name, region'],
  },
  {
    name: 'a number at the top',
    text: '42',
    problems: ['shop.yaml:1:1  42 is not a mapping; write the keys of a workload, as version, name, region'],
  },
  {
    name: 'a second document',
    text: plus('---\nversion: 1'),
    problems: ['shop.yaml:6:1  a second document begins here; give one document a file'],
  },
  {
    name: 'a tab as indentation',
    text: 'version: 1\nservices:\n\t- name: api\n',
    problems: ['shop.yaml:3:1  a tab stands where YAML wants spaces; indent with spaces'],
  },
  {
    name: 'a key that is indented under a value',
    text: 'version: 1\n name: shop\n',
    problems: [
      'shop.yaml:1:10  the next line continues this value, and has a key of its own; keys of one mapping begin in the same column; close quotes and brackets',
    ],
  },
  {
    name: 'a key without a colon',
    text: 'version: 1\nname shop\n',
    problems: ['shop.yaml:2:1  a key without a colon; write "key: value", with a blank behind the colon'],
  },
  {
    name: 'a colon without a blank',
    text: 'version: 1\nname:shop\n',
    problems: ['shop.yaml:2:1  a key without a colon; write "key: value", with a blank behind the colon'],
  },
  {
    name: 'a quote that is not closed',
    text: 'version: 1\nname: "shop\n',
    problems: ['shop.yaml:3:1  a closing quote is missing; it opens on line 2, column 7'],
  },
  {
    name: 'a bracket that is not closed',
    text: 'version: 1\nservices: [{ name: api }\n',
    problems: ['shop.yaml:3:1  a closing "]" is missing; it opens on line 2, column 12'],
  },
  {
    name: 'JSON that ends too early',
    text: '{ "version": 1, "name": "shop"',
    problems: ['shop.yaml:1:31  a closing "}" is missing; it opens on line 1, column 1'],
  },
  {
    name: 'JSON without a comma',
    text: '{ "version": 1 "name": "shop" }',
    problems: ['shop.yaml:1:14  a comma or a closing bracket is missing; inside {} and [] values are separated by commas'],
  },
  {
    name: 'JSON with a brace too many',
    text: '{ "version": 1 } }',
    problems: ['shop.yaml:1:18  "}" is not expected here; put text with special characters in quotes, and each key on its own line'],
  },
  {
    name: 'text that holds a colon',
    text: 'version: 1\nname: shop: two\n',
    problems: [
      'shop.yaml:2:7  a mapping begins where a single value is expected; put text with special characters in quotes, and each key on its own line',
    ],
  },
  {
    name: 'text that begins with a backtick',
    text: 'version: 1\nname: `shop`\n',
    problems: ['shop.yaml:2:7  plain text cannot begin with this character; put the text in quotes'],
  },
  {
    name: 'text that begins with an at sign',
    text: 'version: 1\nname: @shop\n',
    problems: ['shop.yaml:2:7  plain text cannot begin with this character; put the text in quotes'],
  },
  {
    name: 'an escape that does not exist',
    text: 'version: 1\nname: "\\q"\n',
    problems: ['shop.yaml:2:8  an escape that text in double quotes does not have; write \\\\ for a backslash, or use single quotes'],
  },
  {
    name: 'a tag',
    text: 'version: 1\nname: !secret shop\n',
    problems: ['shop.yaml:2:7  a tag that workload files do not have; remove the tag, or quote text that begins with "!"'],
  },
  {
    name: 'an alias without an anchor',
    text: 'version: 1\nname: *shop\n',
    problems: ['shop.yaml:2:7  no anchor "&shop" stands before "*shop"'],
  },
  {
    name: 'an alias inside its own anchor',
    text: 'version: 1\nservices: &all [*all]\n',
    problems: ['shop.yaml:2:17  "*all" stands inside its own anchor'],
  },
  {
    name: 'a star that is no alias',
    text: 'version: 1\nname: *\n',
    problems: ['shop.yaml:2:7  the alias has no proper name; a plain text that begins with "*" or "&" needs quotes'],
  },
  {
    name: 'aliases that multiply',
    // 11 values in "a", 111 in "b", 1,111 in "c" and so on up to 111,111,111 in "h": with the mapping itself 123,456,789.
    text: ['a: &a', 'b: &b', 'c: &c', 'd: &d', 'e: &e', 'f: &f', 'g: &g', 'h: &h']
      .map((key, index) => `${key} [${Array(10).fill(index === 0 ? 'x' : `*${'abcdefg'[index - 1]}`)}]\n`)
      .join(''),
    problems: ['shop.yaml:1:1  anchors and aliases expand 19 values to 123456789; at most 100,000 may come from aliases'],
  },
  {
    name: 'a hundred thousand brackets',
    text: `version: ${'['.repeat(100000)}`,
    problems: ['shop.yaml:1:61  nested deeper than 50 levels'],
  },
  { name: 'a hundred thousand dashes', text: `${'- '.repeat(100000)}1`, problems: ['shop.yaml:1:104  nested deeper than 50 levels'] },
  {
    name: 'sixty mappings inside each other',
    text: Array.from({ length: 60 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    problems: ['shop.yaml:52:53  nested deeper than 50 levels'],
  },
  {
    name: 'a zero character',
    text: 'version: 1\nname: sh\u0000op\n',
    problems: ['shop.yaml:2:9  holds a control character (U+0000); save the file as UTF-8 text'],
  },
  {
    name: 'a terminal escape',
    text: 'version: 1\nname: \u001b[31mshop\n',
    problems: ['shop.yaml:2:7  holds a control character (U+001B); save the file as UTF-8 text'],
  },
  {
    name: 'a key that stands twice',
    text: plus('name: other'),
    problems: ['shop.yaml:5:1  the key "name" stands twice in one mapping; it is already on line 2'],
  },
  {
    name: 'a JSON key that stands twice',
    text: '{"version": 1, "version": 1}',
    problems: ['shop.yaml:1:16  the key "version" stands twice in one mapping; it is already on line 1'],
  },
  {
    name: 'a merge key without a mapping',
    text: plus('x-a: &a 1\ncluster:\n  <<: *a'),
    problems: ['shop.yaml:7:3  "<<" merges mappings only; write <<: *anchor or <<: [*one, *two]'],
  },
  { name: 'a list as a key', text: plus('? [a, b]\n: 1'), problems: ['shop.yaml:5:3  a key must be plain text'] },
];
