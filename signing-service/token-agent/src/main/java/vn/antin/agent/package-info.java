/** Desktop agent for USB tokens. */
@NullMarked
package vn.antin.agent;

import org.jspecify.annotations.NullMarked;
