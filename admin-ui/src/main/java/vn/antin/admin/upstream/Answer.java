package vn.antin.admin.upstream;

/** What a service said: yes with a body, or no with a reason. */
public sealed interface Answer<T> {
  record Granted<T>(T body) implements Answer<T> {}

  record Refused<T>(Problem problem) implements Answer<T> {}
}
