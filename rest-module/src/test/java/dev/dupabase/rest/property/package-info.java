/// Properties that hold for whatever is made up; each failure tells its seed.
package dev.dupabase.rest.property;
