/** The installation's root key: wraps data keys and stored secrets. */
@NullMarked
package vn.antin.rootkey;

import org.jspecify.annotations.NullMarked;
