import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { Authenticator } from './authenticator.mjs'
import { address, admin, client, succeeded } from './support.mjs'

const password = 'secret-$1!'
const origin = 'http://localhost:5173'

async function registered() {
  const auth = client('A').auth
  const { user } = succeeded(await auth.signUp({ email: address(), password }))
  const authenticator = new Authenticator(origin)
  const { challenge_id, options } = succeeded(await auth.passkey.startRegistration())
  const passkey = succeeded(
    await auth.passkey.verifyRegistration({
      challengeId: challenge_id,
      credential: authenticator.create(options).toJSON(),
    }),
  )
  return { auth, user, authenticator, passkey }
}

test('S23 options of registration and sign-in', async () => {
  const auth = client('A').auth
  succeeded(await auth.signUp({ email: address(), password }))

  const registration = succeeded(await auth.passkey.startRegistration())
  assert.match(registration.challenge_id, /^[0-9a-f-]{36}$/)
  assert.ok(registration.expires_at > Date.now() / 1000)
  assert.equal(registration.options.rp.id, 'localhost')
  assert.ok(registration.options.pubKeyCredParams.some((entry) => entry.alg === -7))
  assert.equal(registration.options.authenticatorSelection.residentKey, 'required')
  const signIn = succeeded(await auth.passkey.startAuthentication())
  assert.equal(signIn.options.allowCredentials, undefined)
})

test('S23 a passkey signs in and remembers when; its challenge serves once', async () => {
  const { user, authenticator, passkey } = await registered()
  const auth = client('A').auth

  const { challenge_id, options } = succeeded(await auth.passkey.startAuthentication())
  const answer = { challengeId: challenge_id, credential: authenticator.get(options).toJSON() }
  const { session } = succeeded(await auth.passkey.verifyAuthentication(answer))

  assert.equal(session.user.id, user.id)
  const [listed] = succeeded(await auth.passkey.list())
  assert.equal(listed.id, passkey.id)
  assert.ok(listed.last_used_at)
  const again = await auth.passkey.verifyAuthentication(answer)
  assert.equal(again.error.code, 'webauthn_challenge_not_found')
  const unknown = await auth.passkey.verifyAuthentication({ ...answer, challengeId: randomUUID() })
  assert.equal(unknown.error.code, 'webauthn_challenge_not_found')
})

test('S23 a passkey is renamed and removed, and removed it is worth nothing', async () => {
  const { auth, authenticator, passkey } = await registered()

  const renamed = succeeded(await auth.passkey.update({ passkeyId: passkey.id, friendlyName: 'key' }))
  assert.equal(renamed.friendly_name, 'key')
  const unknown = await auth.passkey.update({ passkeyId: randomUUID(), friendlyName: 'key' })
  assert.equal(unknown.error.status, 404)
  succeeded(await auth.passkey.delete({ passkeyId: passkey.id }))

  const { challenge_id, options } = succeeded(await auth.passkey.startAuthentication())
  const { error } = await auth.passkey.verifyAuthentication({
    challengeId: challenge_id,
    credential: authenticator.get(options).toJSON(),
  })
  assert.equal(error.code, 'webauthn_verification_failed')
})

test('registerPasskey and signInWithPasskey do all of it in a browser', async () => {
  const auth = client('A').auth
  const { user } = succeeded(await auth.signUp({ email: address(), password }))
  const authenticator = new Authenticator(origin)

  const passkey = succeeded(await authenticator.inBrowser(() => auth.registerPasskey()))
  assert.ok(passkey.id)
  const later = client('A').auth
  const { session } = succeeded(await authenticator.inBrowser(() => later.signInWithPasskey()))

  assert.equal(session.user.id, user.id)
})

test('S23 administrators list and delete passkeys', async () => {
  const { user, passkey } = await registered()
  const api = admin('A').auth.admin.passkey

  assert.equal(succeeded(await api.listPasskeys({ userId: user.id }))[0].id, passkey.id)
  succeeded(await api.deletePasskey({ userId: user.id, passkeyId: passkey.id }))
  assert.deepEqual(succeeded(await api.listPasskeys({ userId: user.id })), [])
})
