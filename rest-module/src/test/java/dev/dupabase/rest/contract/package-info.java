/// The statements of contracts/rest.md, item by item: each case of `/contract/*.http` names the
/// items it shows.
package dev.dupabase.rest.contract;
