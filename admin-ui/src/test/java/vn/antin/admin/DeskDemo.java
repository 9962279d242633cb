package vn.antin.admin;

import java.util.List;

/** Starts the pages on port 9290 between hand-made services, to look at them. */
final class DeskDemo {
  private DeskDemo() {}

  static void main(String[] args) {
    var desk = TestDesk.startOn(9290);
    desk.authServer.administers = List.of("unit");
    System.out.println("open " + desk.url("/"));
  }
}
