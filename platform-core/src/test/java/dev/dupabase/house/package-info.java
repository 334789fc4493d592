/// The platform without features, for tests that need it whole.
package dev.dupabase.house;
