/**
 * Recovery codes: a list of ten, printed and put away, for the day when the phone is lost (look-up
 * secrets of NIST SP 800-63B-4 §3.1.2). Each works once; the list is shown once.
 *
 * <p>What is kept is a keyed hash of each code. The key is random, one for each list, and wrapped
 * under the root key: a stolen database alone cannot be searched for codes.
 */
@NullMarked
package vn.antin.auth.login.recoverycode;

import org.jspecify.annotations.NullMarked;
