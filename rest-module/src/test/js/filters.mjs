// Every filter of the library (L7 to L12): what it sends and which rows it leaves.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answers, badRequest, ok, queryOf, refused, watched } from './support.mjs'

// Filters `users`, ordered by name, and compares the names that are left.
async function users(filter, sent, left) {
  const watch = watched()
  const response = await filter(watch.db.from('users').select('username')).order('username')
  assert.equal(response.error, null, JSON.stringify(response.error))
  assert.deepEqual(response.data.map(({ username }) => username).join(' '), left)
  assert.equal(queryOf(watch), `select=username&${sent}&order=username.asc`)
}

test('L7 eq, neq, gt, gte, lt, lte', async () => {
  await users((q) => q.eq('username', 'ann'), 'username=eq.ann', 'ann')
  await users((q) => q.neq('username', 'ann'), 'username=neq.ann', 'bob cleo dan eve')
  await users((q) => q.gt('username', 'cleo'), 'username=gt.cleo', 'dan eve')
  await users((q) => q.gte('username', 'cleo'), 'username=gte.cleo', 'cleo dan eve')
  await users((q) => q.lt('username', 'bob'), 'username=lt.bob', 'ann')
  await users((q) => q.lte('username', 'bob'), 'username=lte.bob', 'ann bob')
  await users((q) => q.gte('username', 'bob').lt('username', 'dan'), 'username=gte.bob&username=lt.dan', 'bob cleo')
})

test('L7 is null, true and false', async () => {
  await users((q) => q.is('data', null), 'data=is.null', 'ann bob cleo dan')
  await users((q) => q.not('data', 'is', null), 'data=not.is.null', 'eve')
  const watch = watched()
  await answers(watch.db.from('notes').select('id').is('done', true), ok([]))
  await answers(watch.db.from('notes').select('id').is('done', false), ok([]))
})

test('L7 contains, containedBy and overlaps take arrays, objects and text', async () => {
  await users((q) => q.contains('age_range', '[1,2)'), 'age_range=cs.[1,2)', 'ann')
  await users((q) => q.containedBy('age_range', '[1,2)'), 'age_range=cd.[1,2)', 'ann')
  await users((q) => q.overlaps('age_range', '[2,25)'), 'age_range=ov.[2,25)', 'dan eve')
  await users((q) => q.contains('data', { tags: ['a'] }), 'data=cs.{"tags":["a"]}', 'eve')
  await users((q) => q.containedBy('data', { a: 1 }), 'data=cd.{"a":1}', '')
  const { db } = watched()
  await answers(db.from('cornercase').select('id').contains('array_column', ['"a,b"']), ok([{ id: 1 }]))
  await answers(db.from('cornercase').select('id').containedBy('array_column', ['x']), ok([{ id: 2 }]))
})

test('L43 arrays with commas and quotes are found again', async () => {
  const { db } = watched()
  const found = ok([{ id: 1, array_column: ['a,b', 'say "hi"'] }])
  await answers(db.from('cornercase').select('id,array_column').contains('array_column', ['"a,b"']), found)
  await answers(db.from('cornercase').select('id,array_column').overlaps('array_column', ['"say \\"hi\\""', 'z']), found)
  await answers(db.from('cornercase').select('id,array_column').contains('array_column', '{"say \\"hi\\""}'), found)
})

test('L7 the filters of ranges', async () => {
  await users((q) => q.rangeGt('age_range', '[2,25)'), 'age_range=sr.[2,25)', 'bob cleo')
  await users((q) => q.rangeGte('age_range', '[2,25)'), 'age_range=nxl.[2,25)', 'bob cleo dan eve')
  await users((q) => q.rangeLt('age_range', '[2,25)'), 'age_range=sl.[2,25)', 'ann')
  await users((q) => q.rangeLte('age_range', '[2,25)'), 'age_range=nxr.[2,25)', 'ann')
  await users((q) => q.rangeAdjacent('age_range', '[2,25)'), 'age_range=adj.[2,25)', 'ann bob cleo')
})

test('L8 in and notIn quote what holds commas and drop duplicates', async () => {
  await users((q) => q.in('username', ['ann', 'bob', 'ann']), 'username=in.(ann,bob)', 'ann bob')
  await users((q) => q.in('username', ['a,b', '(x)', 'eve']), 'username=in.("a,b","(x)",eve)', 'eve')
  await users((q) => q.in('username', []), 'username=in.()', '')
  await users((q) => q.notIn('username', ['ann', 'bob']), 'username=not.in.(ann,bob)', 'cleo dan eve')
  await users((q) => q.notIn('username', ['a,b', 'eve']), 'username=not.in.("a,b",eve)', 'ann bob cleo dan')
  await users((q) => q.not('username', 'in', '(ann,bob)'), 'username=not.in.(ann,bob)', 'cleo dan eve')
})

test('L9 like, ilike and their forms for any and all', async () => {
  await users((q) => q.like('username', '%n%'), 'username=like.%n%', 'ann dan')
  await users((q) => q.likeAllOf('username', ['%a%', '%n']), 'username=like(all).{%a%,%n}', 'ann dan')
  await users((q) => q.likeAnyOf('username', ['a%', '%o']), 'username=like(any).{a%,%o}', 'ann cleo')
  await users((q) => q.ilike('username', '%N%'), 'username=ilike.%N%', 'ann dan')
  await users((q) => q.ilikeAllOf('username', ['%A%', '%N']), 'username=ilike(all).{%A%,%N}', 'ann dan')
  await users((q) => q.ilikeAnyOf('username', ['A%', '%O']), 'username=ilike(any).{A%,%O}', 'ann cleo')
})

test('L10 regexMatch, regexIMatch and isDistinct', async () => {
  await users((q) => q.regexMatch('username', '^(a|b)'), 'username=match.^(a|b)', 'ann bob')
  await users((q) => q.regexIMatch('username', '^(A|B)'), 'username=imatch.^(A|B)', 'ann bob')
  await users((q) => q.isDistinct('status', 'ONLINE'), 'status=isdistinct.ONLINE', 'bob')
  const { db } = watched()
  await answers(
    db.from('cornercase').select('id').isDistinct('column whitespace', 'one').order('id'),
    ok([{ id: 2 }, { id: 3 }]),
  )
})

test('L11 textSearch in its four kinds, with and without a configuration', async () => {
  await users((q) => q.textSearch('catchphrase', "'fat' & 'cat'"), "catchphrase=fts.'fat' & 'cat'", 'ann')
  await users(
    (q) => q.textSearch('catchphrase', 'cats', { config: 'english' }),
    'catchphrase=fts(english).cats',
    'ann bob',
  )
  await users((q) => q.textSearch('catchphrase', 'fat rat', { type: 'plain' }), 'catchphrase=plfts.fat rat', 'dan')
  await users(
    (q) => q.textSearch('catchphrase', 'The Fat Rats', { type: 'plain', config: 'english' }),
    'catchphrase=plfts(english).The Fat Rats',
    'dan',
  )
  await users((q) => q.textSearch('catchphrase', 'cat', { type: 'phrase' }), 'catchphrase=phfts.cat', 'ann bob')
  await users(
    (q) => q.textSearch('catchphrase', 'cats', { type: 'phrase', config: 'english' }),
    'catchphrase=phfts(english).cats',
    'ann bob',
  )
  await users(
    (q) => q.textSearch('catchphrase', 'rat or -bat', { type: 'websearch' }),
    'catchphrase=wfts.rat or -bat',
    'ann cleo dan eve',
  )
  await users(
    (q) => q.textSearch('catchphrase', 'rats -bats', { type: 'websearch', config: 'english' }),
    'catchphrase=wfts(english).rats -bats',
    'dan',
  )
})

test('L12 or, not, filter and match', async () => {
  await users((q) => q.or('username.eq.ann,status.eq.OFFLINE'), 'or=(username.eq.ann,status.eq.OFFLINE)', 'ann bob')
  await users(
    (q) => q.or('and(username.gt.a,username.lt.b),username.in.(eve,"x,y")'),
    'or=(and(username.gt.a,username.lt.b),username.in.(eve,"x,y"))',
    'ann eve',
  )
  await users((q) => q.or('username.eq.ann').or('status.eq.OFFLINE'), 'or=(username.eq.ann)&or=(status.eq.OFFLINE)', '')
  await users((q) => q.not('status', 'eq', 'OFFLINE'), 'status=not.eq.OFFLINE', 'ann cleo dan eve')
  await users((q) => q.not('age_range', 'ov', '[2,25)'), 'age_range=not.ov.[2,25)', 'ann bob cleo')
  await users((q) => q.filter('username', 'in', '("ann",bob)'), 'username=in.("ann",bob)', 'ann bob')
  await users((q) => q.filter('data->foo->>n', 'eq', 7), 'data->foo->>n=eq.7', 'eve')
  await users(
    (q) => q.match({ username: 'ann', status: 'ONLINE', data: undefined }),
    'username=eq.ann&status=eq.ONLINE',
    'ann',
  )
})

test('filters reach into embedded rows', async () => {
  const { db } = watched()
  await answers(
    db.from('channels').select('slug,messages!inner(id)').eq('messages.username', 'cleo'),
    ok([{ slug: 'other', messages: [{ id: 4 }] }]),
  )
})

test('L27 a value of the wrong type and an unknown operator are told whole', async () => {
  const { db } = watched()
  await answers(
    db.from('messages').select('id').eq('id', 'x'),
    badRequest('22P02', 'invalid input syntax for type bigint: "x"'),
  )
  await answers(
    db.from('messages').select('id').filter('id', 'resembles', 1),
    badRequest(
      'PGRST100',
      '"failed to parse filter (resembles.1)" (line 1, column 1)',
      'unexpected "r" expecting "not" or operator (eq, gt, ...)',
    ),
  )
  await answers(
    db.from('messages').select('id').like('id', '4%'),
    refused(
      404,
      'Not Found',
      '42883',
      'operator does not exist: bigint ~~ unknown',
      null,
      'No operator matches the given name and argument types. You might need to add explicit type casts.',
    ),
  )
})
