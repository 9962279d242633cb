/**
 * What must reach another system: logout notices, security events, callbacks. A message is a row
 * written in the transaction of the change that causes it, so it is sent if and only if that change
 * happened, and no node's loss loses it.
 *
 * <p>Each node has a dispatcher that claims due rows by one {@code UPDATE … FOR UPDATE SKIP LOCKED}
 * with a lease, and hands them to the {@link vn.antin.auth.outbox.Delivery} of their kind on a
 * bounded number of virtual threads, few of them for one recipient. A lease that runs out (its node
 * died) makes the row due again: delivery is at least once, by one node at a time, in no order.
 * What is refused for good, or not taken for a day, is dead: it stays visible and can be tried
 * again by an administrator.
 */
@ApplicationModule(allowedDependencies = {"change"})
@NullMarked
package vn.antin.auth.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
