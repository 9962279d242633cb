/**
 * Credentials: a key in the token, the certificate over it, and who may use or see it.
 *
 * <p>An official's own credential is theirs alone; an agency's seal may be used by whoever holds
 * the role of records clerk on that very unit now, as long as the unit itself is in force; custody
 * and what was sealed stay readable after that. An administrator sees certificates of holders
 * within the units their token names. Each of these rules is part of the SQL that reads the rows.
 */
@ApplicationModule(allowedDependencies = {"people", "problem", "web"})
@NullMarked
package vn.antin.signing.certificate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
