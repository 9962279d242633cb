/**
 * Which certificates end when, and who was told: a calendar for administrators, and notices to the
 * holder, the nearest administrator and the records clerk 60, 30 and 7 days ahead by default.
 *
 * <p>A notice is a row written once per certificate, stage and recipient. Officials read theirs
 * here; auth-server, which has the mail, fetches them in order and writes to whoever they name.
 */
@NullMarked
package vn.antin.signing.certificate.expiry;

import org.jspecify.annotations.NullMarked;
