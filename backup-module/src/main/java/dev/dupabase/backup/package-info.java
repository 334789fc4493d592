/// Backups of projects: dumps that stream to an S3 of the organisation's choice by schedule or on
/// demand, and restores that put a new database in the place of the old one.
@NullMarked
package dev.dupabase.backup;

import org.jspecify.annotations.NullMarked;
