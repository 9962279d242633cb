/**
 * Standing orders: an agency's seal used by an application without anyone approving each document.
 *
 * <p>Off until the installation switches them on. One administrator proposes an order for one unit,
 * seal, application and list of result types; a security administrator who is somebody else
 * approves it. Either may stop it at once. The application must prove itself by a key of its own
 * (private_key_jwt or mutual TLS). Whether an order still holds, and how often it was used in this
 * minute and on this day, is judged by one statement in the transaction that writes the intent to
 * use the key.
 */
@NullMarked
package vn.antin.signing.dossier.order;

import org.jspecify.annotations.NullMarked;
