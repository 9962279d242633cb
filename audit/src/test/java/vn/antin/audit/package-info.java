/** Tests against real PostgreSQL, with an owner and an application role as in production. */
@NullMarked
package vn.antin.audit;

import org.jspecify.annotations.NullMarked;
