/// Results that are too long for one piece, over real HTTP and a real PostgreSQL.
package dev.dupabase.rest.stream;
