/**
 * Documents, sealed in PostgreSQL.
 *
 * <p>A document is a row and a run of 1 MiB chunks. Each has its own data key, wrapped by the
 * installation's root key; each chunk is AES-256-GCM with its number, whether it is the last, and
 * the document's id authenticated, so a chunk that was changed, swapped, moved or cut off is
 * noticed when it is read. Content is streamed in and out; nothing touches a node's disk and memory
 * does not follow size. No database connection is held while a slow network is waited for.
 *
 * <p>Tables are partitioned by the day in the document's id (UUID version 7); a day's partition
 * goes when nothing in it is alive. Whose a document is stands in every statement's WHERE.
 */
@ApplicationModule(allowedDependencies = {"people", "problem", "web"})
@NullMarked
package vn.antin.signing.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
