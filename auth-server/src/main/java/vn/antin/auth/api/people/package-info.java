/**
 * REST about officials' accounts: finding, making and changing them, and an official's way through
 * the organisation. Who may do what to whom is asked by the statements of {@code org}.
 */
@NullMarked
package vn.antin.auth.api.people;

import org.jspecify.annotations.NullMarked;
