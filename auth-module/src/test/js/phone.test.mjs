import assert from 'node:assert/strict'
import { test } from 'node:test'
import { admin, client, succeeded } from './support.mjs'

// The Java side gives these numbers the code 123456, without a message being sent.
const password = 'secret-$1!'
const token = '123456'

test('a number signs up with a password and is confirmed by its code', async () => {
  const auth = client('phones').auth
  const phone = '15550001001'

  const { user, session } = succeeded(await auth.signUp({ phone, password }))
  assert.equal(session, null)
  assert.equal(user.phone, phone)
  const early = await auth.signInWithPassword({ phone, password })
  assert.equal(early.error.code, 'phone_not_confirmed')

  const verified = succeeded(await auth.verifyOtp({ phone, token, type: 'sms' }))

  assert.ok(verified.session.access_token)
  assert.ok(verified.user.phone_confirmed_at)
  succeeded(await client('phones').auth.signInWithPassword({ phone, password }))
})

test('a number signs in by a code alone', async () => {
  const auth = client('phones').auth
  const phone = '15550001002'

  const sent = succeeded(await auth.signInWithOtp({ phone }))
  assert.equal(sent.messageId, 'test-otp')
  const wrong = await auth.verifyOtp({ phone, token: '999999', type: 'sms' })
  assert.equal(wrong.error.status, 403)
  assert.equal(wrong.error.code, 'otp_expired')

  const { session } = succeeded(await auth.verifyOtp({ phone, token, type: 'sms' }))

  assert.equal(session.user.phone, phone)
})

test('a user changes to another number', async () => {
  const auth = client('phones').auth
  succeeded(await auth.signInWithOtp({ phone: '15550001003' }))
  succeeded(await auth.verifyOtp({ phone: '15550001003', token, type: 'sms' }))

  const { user } = succeeded(await auth.updateUser({ phone: '15550001004' }))
  assert.equal(user.new_phone, '15550001004')

  const changed = succeeded(await auth.verifyOtp({ phone: '15550001004', token, type: 'phone_change' }))

  assert.equal(changed.user.phone, '15550001004')
  const { user: stored } = succeeded(await admin('phones').auth.admin.getUserById(user.id))
  assert.equal(stored.phone, '15550001004')
})

test('resend and a number nobody has answer alike', async () => {
  const auth = client('phones').auth

  succeeded(await auth.resend({ type: 'sms', phone: '15550001009' }))
  const { error } = await auth.verifyOtp({ phone: '15550001009', token, type: 'sms' })

  assert.match(error.message, /Token has expired or is invalid/)
  const bad = await auth.signInWithOtp({ phone: 'not a number' })
  assert.match(bad.error.message, /Invalid phone number format \(E\.164 required\)/)
})
