package vn.antin.signing.token;

import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which session objects hold unwrapped keys, least recently used first. One in use is not destroyed
 * before it is given back. Thread-safe; it touches no token: what is to be destroyed is handed out.
 */
final class UnwrappedKeys {

  private final int most;
  private final Duration heldFor;
  private final Map<KeyLabel, Unwrapped> byLabel = new LinkedHashMap<>(16, 0.75f, true);
  private final List<Long> ended = new ArrayList<>();

  UnwrappedKeys(int most, Duration heldFor) {
    this.most = most;
    this.heldFor = heldFor;
  }

  /** One session object; its state is guarded by the table it is in. */
  static final class Unwrapped {
    private final KeyLabel label;
    private final PublicKey publicKey;
    private final long handle;
    private int users;
    private boolean doomed;
    private long usedAt;

    private Unwrapped(KeyLabel label, PublicKey publicKey, long handle) {
      this.label = label;
      this.publicKey = publicKey;
      this.handle = handle;
    }

    long handle() {
      return handle;
    }
  }

  /** Takes one into use. */
  synchronized @Nullable Unwrapped take(KeyLabel label, PublicKey publicKey) {
    Unwrapped found = byLabel.get(label);
    if (found == null || !found.publicKey.equals(publicKey)) {
      return null;
    }
    found.users++;
    return found;
  }

  /** Adds one that was just unwrapped and takes it into use. */
  synchronized Unwrapped add(KeyLabel label, PublicKey publicKey, long handle) {
    Unwrapped fresh = new Unwrapped(label, publicKey, handle);
    fresh.users = 1;
    fresh.usedAt = System.nanoTime();
    Unwrapped replaced = byLabel.put(label, fresh);
    if (replaced != null) {
      doom(replaced);
    }
    Iterator<Unwrapped> oldest = byLabel.values().iterator();
    while (byLabel.size() > most && oldest.hasNext()) {
      Unwrapped each = oldest.next();
      oldest.remove();
      doom(each);
    }
    return fresh;
  }

  synchronized void giveBack(Unwrapped used) {
    used.users--;
    used.usedAt = System.nanoTime();
    byLabel.get(used.label); // so that the order is that of the last use's end
    if (used.doomed && used.users == 0) {
      ended.add(used.handle);
    }
  }

  /** For an object that the token does not know any more. */
  synchronized void drop(Unwrapped gone) {
    byLabel.remove(gone.label, gone);
    gone.doomed = false;
  }

  synchronized void forget(KeyLabel label) {
    Unwrapped found = byLabel.remove(label);
    if (found != null) {
      doom(found);
    }
  }

  synchronized void forgetAll() {
    byLabel.values().forEach(this::doom);
    byLabel.clear();
  }

  synchronized int size() {
    return byLabel.size();
  }

  /** The objects whose time is over; whoever gets them destroys them. */
  synchronized List<Long> takeEnded() {
    long now = System.nanoTime();
    Iterator<Unwrapped> all = byLabel.values().iterator();
    while (all.hasNext()) {
      Unwrapped each = all.next();
      if (each.users > 0) {
        continue;
      }
      if (now - each.usedAt < heldFor.toNanos()) {
        break; // the rest was used later
      }
      all.remove();
      doom(each);
    }
    List<Long> taken = List.copyOf(ended);
    ended.clear();
    return taken;
  }

  private void doom(Unwrapped each) {
    each.doomed = true;
    if (each.users == 0) {
      ended.add(each.handle);
    }
  }
}
