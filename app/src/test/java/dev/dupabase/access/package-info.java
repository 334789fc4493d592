/// Who may call which route of the platform API.
package dev.dupabase.access;
