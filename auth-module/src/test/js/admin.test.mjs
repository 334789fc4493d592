import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, admin, client, succeeded } from './support.mjs'

const password = 'secret-$1!'
const data = { name: 'Ann', roles: ['a', { b: null }] }

test('S3 a user that is made has exactly the metadata that were sent', async () => {
  const api = admin('A').auth.admin
  const email = address()

  const { user } = succeeded(await api.createUser({ email, password, user_metadata: data }))

  assert.equal(user.email, email)
  assert.deepEqual(user.user_metadata, data)
  assert.equal(user.identities.length, 1)
})

test('S2 a user has an address and a number as text, identities and metadata', async () => {
  const api = admin('A').auth.admin
  const { user } = succeeded(await api.createUser({ email: address(), email_confirm: true }))

  for (const shown of [user, succeeded(await api.getUserById(user.id)).user]) {
    assert.equal(typeof shown.email, 'string')
    assert.equal(shown.phone, '')
    assert.ok(Array.isArray(shown.identities))
    assert.deepEqual(shown.app_metadata, { provider: 'email', providers: ['email'] })
    assert.equal(typeof shown.user_metadata, 'object')
  }
})

test('S17 users are listed page by page, with totals', async () => {
  const api = admin('B2').auth.admin
  for (let i = 0; i < 5; i++) succeeded(await api.createUser({ email: address() }))

  const first = succeeded(await api.listUsers({ page: 1, perPage: 2 }))
  assert.equal(first.users.length, 2)
  assert.ok(first.total >= 5)
  assert.equal(first.nextPage, 2)
  assert.equal(first.lastPage, Math.ceil(first.total / 2))
  const all = succeeded(await api.listUsers())
  assert.ok(all.users[0].created_at >= all.users.at(-1).created_at)
  const { error } = await api.listUsers({ page: -1 })
  assert.ok(error.status >= 400 && error.status < 500)
})

test('T59 a user is changed, banned, let in again and deleted', async () => {
  const api = admin('A').auth.admin
  const email = address()
  const { user } = succeeded(await api.createUser({ email, password, email_confirm: true }))
  const auth = client('A').auth

  const changed = succeeded(
    await api.updateUserById(user.id, { user_metadata: { shop: 1 }, app_metadata: { plan: 'x' }, role: 'authenticated' }),
  )
  assert.equal(changed.user.user_metadata.shop, 1)
  assert.equal(changed.user.app_metadata.plan, 'x')
  succeeded(await api.updateUserById(user.id, { ban_duration: '1h30m' }))
  assert.equal((await auth.signInWithPassword({ email, password })).error.code, 'user_banned')
  succeeded(await api.updateUserById(user.id, { ban_duration: 'none' }))
  succeeded(await auth.signInWithPassword({ email, password }))
  succeeded(await api.deleteUser(user.id))
  assert.equal((await api.getUserById(user.id)).error.code, 'user_not_found')
  assert.equal((await api.deleteUser(randomUUID())).error.status, 404)
})

test('a user softly deleted leaves its address free', async () => {
  const api = admin('A').auth.admin
  const email = address()
  const { user } = succeeded(await api.createUser({ email }))

  succeeded(await api.deleteUser(user.id, true))

  succeeded(await api.createUser({ email }))
  assert.ok(succeeded(await api.getUserById(user.id)).user.deleted_at)
})

test('T53 administrators sign a user out by token', async () => {
  const auth = client('A').auth
  const { session } = succeeded(await auth.signUp({ email: address(), password }))

  succeeded(await admin('A').auth.admin.signOut(session.access_token))

  assert.equal((await auth.getUser(session.access_token)).error.name, 'AuthSessionMissingError')
})

test('S7 an address that is none is refused everywhere in the same words', async () => {
  const api = admin('A').auth.admin
  const email = 'nonsense'
  for (const { error } of [
    await api.createUser({ email }),
    await api.inviteUserByEmail(email),
    await api.generateLink({ type: 'signup', email, password }),
    await client('A').auth.signUp({ email, password }),
  ]) {
    assert.match(error.message, /Unable to validate email address: invalid format/)
  }
})

test('S11 S3 links for every purpose', async () => {
  const api = admin('B1').auth.admin
  const email = address()
  const redirectTo = 'https://supabase.io/docs'

  const signup = succeeded(await api.generateLink({ type: 'signup', email, password, options: { data, redirectTo } }))
  assert.deepEqual(signup.user.user_metadata, data)
  assert.match(signup.properties.action_link, /\?token=/)
  assert.match(signup.properties.action_link, /type=signup/)
  assert.match(signup.properties.action_link, /redirect_to=https:\/\/supabase\.io\/docs/)
  assert.equal(signup.properties.redirect_to, redirectTo)
  assert.equal(signup.properties.hashed_token.length, 56)
  const known = address()
  succeeded(await api.createUser({ email: known, email_confirm: true }))
  for (const type of ['magiclink', 'recovery']) {
    const link = succeeded(await api.generateLink({ type, email: known }))
    assert.match(link.properties.action_link, new RegExp(`type=${type}`))
    assert.equal(link.properties.verification_type, type)
  }
  const invited = succeeded(await api.generateLink({ type: 'invite', email: address() }))
  assert.match(invited.properties.action_link, /type=invite/)
  const newEmail = address()
  for (const type of ['email_change_current', 'email_change_new']) {
    const link = succeeded(await api.generateLink({ type, email: known, newEmail }))
    assert.match(link.properties.action_link, /type=email_change&/)
    assert.equal(link.user.new_email, newEmail)
  }
})

test('S12 an invited user has a date of invitation', async () => {
  const { user } = succeeded(await admin('B1').auth.admin.inviteUserByEmail(address(), { data }))

  assert.ok(user.invited_at)
  assert.deepEqual(user.user_metadata, data)
})

test('T44 the anonymous key administers nothing', async () => {
  const { error } = await client('A').auth.admin.listUsers()

  assert.equal(error.status, 403)
  assert.equal(error.code, 'not_admin')
})

test('ids that are none are told before anything is asked', async () => {
  await assert.rejects(admin('A').auth.admin.getUserById('nonsense'), /UUID/)
})
