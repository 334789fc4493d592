// Clients of the projects that the Java side has made; one environment variable names each.
import { createClient } from '@supabase/supabase-js'
import { randomUUID } from 'node:crypto'
import WebSocket from 'ws'

// Node 20 has no web socket of its own, and the library wants one at once.
const realtime = { transport: WebSocket }

const projects = JSON.parse(process.env.PROJECTS)

export function project(name) {
  const found = projects[name]
  if (!found) throw new Error(`the Java side has made no project ${name}`)
  return found
}

export function client(name, options = {}) {
  const { url, anonKey } = project(name)
  return createClient(url, anonKey, {
    realtime,
    auth: { autoRefreshToken: false, storage: memory(), ...options },
  })
}

export function admin(name) {
  const { url, serviceKey } = project(name)
  return createClient(url, serviceKey, { realtime, auth: { autoRefreshToken: false, persistSession: false } })
}

export function address() {
  return `${randomUUID()}@example.com`
}

export function succeeded({ data, error }) {
  if (error) throw error
  return data
}

function memory() {
  const values = new Map()
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  }
}
