package vn.antin.admin;

import java.util.List;

/** Starts the pages on port 9290 between hand-made services, to look at them. */
final class DeskDemo {
  private DeskDemo() {}

  static void main(String[] args) {
    var desk = TestDesk.startOn(9290);
    desk.authServer.administers = List.of("unit");
    desk.signingService.expiryNotices.tell(
        1, "holder", "c1", "Nguyễn Thị Minh Khai", "2027-01-20T17:00:00Z");
    desk.signingService.expiryNotices.tell(
        2, "administrator", "c2", "Sở Nội vụ", "2027-01-09T17:00:00Z");
    desk.signingService.inbox.fill(500);
    desk.signingService.inbox.groups = true;
    System.out.println("open " + desk.url("/"));
  }
}
