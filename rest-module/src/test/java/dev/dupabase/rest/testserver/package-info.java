/// A running REST API for tests.
package dev.dupabase.rest.testserver;
