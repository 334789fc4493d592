package dev.dupabase.rest.plan;

import dev.dupabase.rest.request.MediaType;

/// The form in which the outcome goes out.
///
/// @param media what was agreed on
/// @param producer makes the body, or the one whose plan is explained
/// @param singular whether exactly one row must come out
public record Delivery(MediaType media, Producer producer, boolean singular) {}
