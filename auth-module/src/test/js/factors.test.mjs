import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Authenticator } from './authenticator.mjs'
import { address, admin, client, project, succeeded } from './support.mjs'
import { app } from './totp.mjs'

const password = 'secret-$1!'
const origin = 'http://localhost:5173'

async function signedUp(variant = 'A', options = {}) {
  const email = address()
  const auth = client(variant, options).auth
  const { user } = succeeded(await auth.signUp({ email, password }))
  return { auth, email, user }
}

async function withTotp(options) {
  const { auth, email, user } = await signedUp('A', options)
  const factor = succeeded(await auth.mfa.enroll({ factorType: 'totp', friendlyName: 'app', issuer: 'Shop' }))
  const codes = app(factor.totp.secret)
  succeeded(await auth.mfa.challengeAndVerify({ factorId: factor.id, code: codes.code() }))
  return { auth, email, user, factor, codes }
}

test('S1 without a user the factors ask for a bearer token', async () => {
  const { url, anonKey } = project('A')

  for (const path of ['/factors', '/factors/x/challenge', '/factors/x/verify']) {
    const reply = await fetch(`${url}/auth/v1${path}`, {
      method: 'POST',
      headers: { apikey: anonKey, 'Content-Type': 'application/json' },
      body: '{}',
    })
    assert.equal(reply.status, 401)
    assert.match((await reply.json()).msg, /Bearer token/)
  }
})

test('T15 T48 a TOTP factor: enrolled, challenged, verified, listed and given up', async () => {
  const { auth } = await signedUp()
  const events = []
  auth.onAuthStateChange((event) => events.push(event))
  const before = (await auth.getSession()).data.session

  const factor = succeeded(await auth.mfa.enroll({ factorType: 'totp', friendlyName: 'app', issuer: 'Shop' }))
  assert.match(factor.totp.qr_code, /^data:image\/svg\+xml;utf-8,<svg /)
  assert.match(factor.totp.uri, /^otpauth:\/\/totp\/Shop:/)
  const challenge = succeeded(await auth.mfa.challenge({ factorId: factor.id }))
  assert.ok(challenge.expires_at > Date.now() / 1000)
  assert.equal(challenge.type, 'totp')
  const level = succeeded(await auth.mfa.getAuthenticatorAssuranceLevel())
  assert.deepEqual([level.currentLevel, level.nextLevel], ['aal1', 'aal1'])

  succeeded(
    await auth.mfa.verify({
      factorId: factor.id,
      challengeId: challenge.id,
      code: app(factor.totp.secret).code(),
    }),
  )

  assert.ok(events.includes('MFA_CHALLENGE_VERIFIED'))
  const after = (await auth.getSession()).data.session
  assert.notEqual(after.refresh_token, before.refresh_token)
  const raised = succeeded(await auth.mfa.getAuthenticatorAssuranceLevel())
  assert.deepEqual([raised.currentLevel, raised.nextLevel], ['aal2', 'aal2'])
  assert.deepEqual(
    raised.currentAuthenticationMethods.map((entry) => entry.method),
    ['totp', 'password'],
  )
  const listed = succeeded(await auth.mfa.listFactors())
  assert.equal(listed.totp[0].id, factor.id)
  assert.equal(listed.all.length, 1)
  assert.deepEqual(succeeded(await auth.mfa.unenroll({ factorId: factor.id })), { id: factor.id })
  succeeded(await auth.refreshSession())
  assert.equal(succeeded(await auth.mfa.getAuthenticatorAssuranceLevel()).currentLevel, 'aal1')
})

test('S10 a wrong code is an invalid TOTP code', async () => {
  const { auth } = await signedUp()
  const factor = succeeded(await auth.mfa.enroll({ factorType: 'totp' }))

  const { error } = await auth.mfa.challengeAndVerify({
    factorId: factor.id,
    code: app(factor.totp.secret).wrongCode(),
  })

  assert.match(error.message, /Invalid TOTP code/)
  assert.equal(error.code, 'mfa_verification_failed')
})

test('T16 a later sign-in starts at aal1 and could reach aal2', async () => {
  const { email } = await withTotp()
  const auth = client('A').auth
  succeeded(await auth.signInWithPassword({ email, password }))

  const level = succeeded(await auth.mfa.getAuthenticatorAssuranceLevel())

  assert.deepEqual([level.currentLevel, level.nextLevel], ['aal1', 'aal2'])
  const { error } = await auth.updateUser({ password: 'another-$2!' })
  assert.equal(error.code, 'insufficient_aal')
})

test('S18 administrators list and delete factors', async () => {
  const { user, factor } = await withTotp()
  const { mfa } = admin('A').auth.admin

  const { factors } = succeeded(await mfa.listFactors({ userId: user.id }))
  assert.equal(factors[0].id, factor.id)
  assert.equal(factors[0].secret, undefined)
  // The library wraps what the server answers once more.
  const gone = succeeded(await mfa.deleteFactor({ userId: user.id, id: factor.id }))
  assert.equal((gone.data ?? gone).id, factor.id)
  assert.deepEqual(succeeded(await mfa.listFactors({ userId: user.id })).factors, [])
})

test('a WebAuthn factor is registered and proven with a key', async () => {
  const { auth, email } = await signedUp()
  const key = new Authenticator(origin)
  const factor = succeeded(await auth.mfa.enroll({ factorType: 'webauthn', friendlyName: 'key' }))
  const rp = { rpId: 'localhost', rpOrigins: [origin] }

  const made = succeeded(await auth.mfa.challenge({ factorId: factor.id, webauthn: rp }))
  assert.equal(made.webauthn.type, 'create')
  succeeded(
    await auth.mfa.verify({
      factorId: factor.id,
      challengeId: made.id,
      webauthn: {
        ...rp,
        type: 'create',
        credential_response: key.create(made.webauthn.credential_options.publicKey),
      },
    }),
  )

  assert.equal(succeeded(await auth.mfa.getAuthenticatorAssuranceLevel()).currentLevel, 'aal2')
  const later = client('A').auth
  succeeded(await later.signInWithPassword({ email, password }))
  const asked = succeeded(await later.mfa.challenge({ factorId: factor.id, webauthn: rp }))
  assert.equal(asked.webauthn.type, 'request')
  succeeded(
    await later.mfa.verify({
      factorId: factor.id,
      challengeId: asked.id,
      webauthn: { ...rp, type: 'request', credential_response: key.get(asked.webauthn.credential_options.publicKey) },
    }),
  )
  assert.equal(succeeded(await later.mfa.getAuthenticatorAssuranceLevel()).currentLevel, 'aal2')
  assert.equal(succeeded(await later.mfa.listFactors()).webauthn[0].id, factor.id)
})

test('mfa.webauthn does all of it in a browser', async () => {
  const { auth, email } = await signedUp('B1-open')
  const key = new Authenticator(origin)

  const registered = await key.inBrowser(() => auth.mfa.webauthn.register({ friendlyName: 'my key' }))
  succeeded(registered)
  const later = client('B1-open').auth
  succeeded(await later.signInWithPassword({ email, password }))
  const factorId = succeeded(await later.mfa.listFactors()).webauthn[0].id
  succeeded(await key.inBrowser(() => later.mfa.webauthn.authenticate({ factorId })))

  assert.equal(succeeded(await later.mfa.getAuthenticatorAssuranceLevel()).currentLevel, 'aal2')
})

test('recovery codes: generated, counted, used once, replaced and removed', async () => {
  const options = { experimental: { recoveryCodes: true } }
  const { auth, email } = await withTotp(options)
  const { codes, total } = succeeded(await auth.mfa.recoveryCodes.generate({ friendlyName: 'Backup codes' }))
  assert.equal(total, 10)
  assert.match(codes[0], /^[a-z0-9]{16}$/)
  assert.equal((await auth.mfa.recoveryCodes.generate()).error.code, 'mfa_verified_factor_exists')

  const later = client('A', options).auth
  succeeded(await later.signInWithPassword({ email, password }))
  const typed = codes[3].toUpperCase().match(/.{4}/g).join('-')
  succeeded(await later.mfa.recoveryCodes.verify({ code: typed }))
  assert.equal(succeeded(await later.mfa.getAuthenticatorAssuranceLevel()).currentLevel, 'aal2')
  const again = await later.mfa.recoveryCodes.verify({ code: typed })
  assert.equal(again.error.code, 'mfa_verification_failed')
  const status = succeeded(await later.mfa.recoveryCodes.getStatus())
  assert.deepEqual([status.type, status.total, status.remaining], ['recovery_code', 10, 9])
  assert.equal(succeeded(await later.mfa.listFactors()).recovery_code[0].friendly_name, 'Backup codes')

  const fresh = succeeded(await later.mfa.recoveryCodes.regenerate())
  assert.equal(fresh.id, status.id)
  assert.equal(fresh.friendly_name, 'Backup codes')
  assert.equal(succeeded(await later.mfa.recoveryCodes.unenroll()).id, status.id)
  assert.equal((await later.mfa.recoveryCodes.getStatus()).error.code, 'mfa_factor_not_found')
})
