/// The real client library against a running REST API.
package dev.dupabase.rest.client;
