/**
 * The audit log for auditors, as far as their role reaches.
 *
 * <p>A subtree's auditor reads what officials of its scope did and what was done to its officials
 * and units. Whoever or whatever else an entry names is not told: the province's administrator who
 * changed a commune's official is "somebody outside" to the commune. Who audits every root of the
 * tree reads everything. The log itself, and how it is proven whole, is the audit jar's.
 */
@NullMarked
package vn.antin.auth.api.audit;

import org.jspecify.annotations.NullMarked;
