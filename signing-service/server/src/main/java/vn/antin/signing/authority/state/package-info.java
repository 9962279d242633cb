/** What administrators see of the authorities, their lists and their responders. */
@NullMarked
package vn.antin.signing.authority.state;

import org.jspecify.annotations.NullMarked;
