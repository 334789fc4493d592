/// The description of the platform API, held against the API itself.
package dev.dupabase.openapi;
