/// Asks the project's owner: functions of the database and addresses that have a say in sign-ins.
@NullMarked
package dev.dupabase.auth.hook;

import org.jspecify.annotations.NullMarked;
