package vn.antin.auth.change;

/** Wants to know when rows have changed. A bean. */
public interface ChangeListener {
  /** Name of the PostgreSQL channel: lower-case letters and underscores. */
  String channel();

  /** Something has changed, or may have changed unheard. Quick; throws nothing. */
  void changed();
}
