-- A made-up province on two tiers: departments and communes, each with divisions, and their posts.
-- Ids come from codes, so the same province has the same ids everywhere.
WITH province (code, name) AS (
  VALUES ('H99', 'Ủy ban nhân dân tỉnh Sơn Hà')
),
department (number, name, divisions) AS (
  VALUES
  (1, 'Văn phòng Ủy ban nhân dân tỉnh', ARRAY['Phòng Hành chính - Tổ chức', 'Phòng Tổng hợp', 'Phòng Nội chính', 'Phòng Kinh tế', 'Phòng Khoa giáo - Văn xã', 'Ban Tiếp công dân']),
  (2, 'Sở Nội vụ', ARRAY['Văn phòng Sở', 'Phòng Công chức, viên chức', 'Phòng Tổ chức bộ máy', 'Phòng Xây dựng chính quyền', 'Phòng Lao động - Việc làm', 'Trung tâm Lưu trữ lịch sử']),
  (3, 'Sở Tài chính', ARRAY['Văn phòng Sở', 'Phòng Quản lý ngân sách', 'Phòng Đầu tư', 'Phòng Quản lý giá - Công sản', 'Phòng Đăng ký kinh doanh', 'Phòng Tài chính hành chính sự nghiệp']),
  (4, 'Sở Xây dựng', ARRAY['Văn phòng Sở', 'Phòng Quy hoạch - Kiến trúc', 'Phòng Quản lý xây dựng', 'Phòng Quản lý kết cấu hạ tầng giao thông', 'Phòng Quản lý vận tải', 'Phòng Quản lý nhà và thị trường bất động sản']),
  (5, 'Sở Nông nghiệp và Môi trường', ARRAY['Văn phòng Sở', 'Phòng Quản lý đất đai', 'Phòng Tài nguyên nước - Khoáng sản', 'Chi cục Kiểm lâm', 'Chi cục Bảo vệ môi trường', 'Chi cục Thủy lợi']),
  (6, 'Sở Khoa học và Công nghệ', ARRAY['Văn phòng Sở', 'Phòng Chuyển đổi số', 'Phòng Bưu chính - Viễn thông', 'Phòng Quản lý khoa học', 'Phòng Sở hữu trí tuệ', 'Trung tâm Chuyển đổi số']),
  (7, 'Sở Công Thương', ARRAY['Văn phòng Sở', 'Phòng Quản lý công nghiệp', 'Phòng Quản lý năng lượng', 'Phòng Quản lý thương mại', 'Chi cục Quản lý thị trường']),
  (8, 'Sở Giáo dục và Đào tạo', ARRAY['Văn phòng Sở', 'Phòng Giáo dục mầm non', 'Phòng Giáo dục phổ thông', 'Phòng Quản lý chất lượng', 'Phòng Giáo dục nghề nghiệp', 'Phòng Kế hoạch - Tài chính']),
  (9, 'Sở Y tế', ARRAY['Văn phòng Sở', 'Phòng Nghiệp vụ y', 'Phòng Nghiệp vụ dược', 'Phòng Bảo trợ xã hội', 'Chi cục Dân số', 'Trung tâm Kiểm soát bệnh tật']),
  (10, 'Sở Tư pháp', ARRAY['Văn phòng Sở', 'Phòng Xây dựng và kiểm tra văn bản', 'Phòng Hành chính tư pháp', 'Phòng Bổ trợ tư pháp', 'Trung tâm Trợ giúp pháp lý']),
  (11, 'Sở Văn hóa, Thể thao và Du lịch', ARRAY['Văn phòng Sở', 'Phòng Quản lý văn hóa', 'Phòng Quản lý thể thao', 'Phòng Quản lý du lịch', 'Phòng Thông tin - Báo chí - Xuất bản']),
  (12, 'Sở Dân tộc và Tôn giáo', ARRAY['Văn phòng Sở', 'Phòng Chính sách dân tộc', 'Phòng Tôn giáo']),
  (13, 'Sở Ngoại vụ', ARRAY['Văn phòng Sở', 'Phòng Hợp tác quốc tế', 'Phòng Lãnh sự']),
  (14, 'Thanh tra tỉnh', ARRAY['Văn phòng', 'Phòng Nghiệp vụ 1', 'Phòng Nghiệp vụ 2', 'Phòng Giám sát, kiểm tra sau thanh tra']),
  (15, 'Ban Quản lý Khu kinh tế', ARRAY['Văn phòng Ban', 'Phòng Quản lý đầu tư', 'Phòng Quy hoạch và xây dựng', 'Phòng Quản lý doanh nghiệp và lao động']),
  (16, 'Trung tâm Phục vụ hành chính công tỉnh', ARRAY['Bộ phận Tiếp nhận và trả kết quả', 'Bộ phận Hành chính - Tổng hợp'])
),
commune (number, name, divisions) AS (
  SELECT n,
         'Ủy ban nhân dân '
           || CASE WHEN n = 96 THEN 'đặc khu ' WHEN n % 4 = 1 THEN 'phường ' ELSE 'xã ' END
           || (ARRAY['Tân', 'An', 'Bình', 'Phú', 'Long', 'Hòa', 'Thanh', 'Đông', 'Nam', 'Vĩnh', 'Xuân', 'Kim'])[(n - 1) % 12 + 1]
           || ' '
           || (ARRAY['Sơn', 'Giang', 'Lộc', 'Thành', 'Phước', 'Hải', 'Lâm', 'Điền'])[(n - 1) / 12 + 1],
         ARRAY['Văn phòng HĐND và UBND',
               CASE WHEN n % 4 = 1 THEN 'Phòng Kinh tế, Hạ tầng và Đô thị' ELSE 'Phòng Kinh tế' END,
               'Phòng Văn hóa - Xã hội', 'Trung tâm Phục vụ hành chính công']
  FROM generate_series(1, 96) n
),
unit (rank, kind, code, parent, name) AS (
  SELECT 1, 'province', code, NULL, name FROM province
  UNION ALL
  SELECT 2, 'department', 'H99.' || lpad(number::text, 2, '0'), 'H99', name FROM department
  UNION ALL
  SELECT 2, 'commune', 'H99.' || (100 + number), 'H99', name FROM commune
  UNION ALL
  SELECT 3, 'division', 'H99.' || lpad(number::text, 2, '0') || '.' || lpad(place::text, 2, '0'),
         'H99.' || lpad(number::text, 2, '0'), division
  FROM department CROSS JOIN unnest(divisions) WITH ORDINALITY AS d (division, place)
  UNION ALL
  SELECT 3, 'division', 'H99.' || (100 + number) || '.' || lpad(place::text, 2, '0'),
         'H99.' || (100 + number), division
  FROM commune CROSS JOIN unnest(divisions) WITH ORDINALITY AS d (division, place)
),
made AS (
  INSERT INTO org_unit (id, parent_id, kind, code, name, valid_from)
  SELECT md5('antin-sample:unit:' || code)::uuid, md5('antin-sample:unit:' || parent)::uuid,
         kind, code, name, DATE '2025-07-01'
  FROM unit ORDER BY rank, code
  RETURNING id, kind, code, name
)
INSERT INTO post (id, unit_id, title)
SELECT md5('antin-sample:post:' || made.code || ':' || title)::uuid, made.id, title
FROM made
CROSS JOIN LATERAL unnest(CASE made.kind
  WHEN 'province' THEN ARRAY['Chủ tịch Ủy ban nhân dân tỉnh', 'Phó Chủ tịch Ủy ban nhân dân tỉnh']
  WHEN 'commune' THEN ARRAY['Chủ tịch Ủy ban nhân dân', 'Phó Chủ tịch Ủy ban nhân dân']
  WHEN 'department' THEN CASE
    WHEN made.name LIKE 'Sở%' OR made.name LIKE 'Trung tâm%' THEN ARRAY['Giám đốc', 'Phó Giám đốc']
    WHEN made.name LIKE 'Văn phòng%' THEN ARRAY['Chánh Văn phòng', 'Phó Chánh Văn phòng']
    WHEN made.name LIKE 'Thanh tra%' THEN ARRAY['Chánh Thanh tra', 'Phó Chánh Thanh tra']
    ELSE ARRAY['Trưởng ban', 'Phó Trưởng ban'] END
  ELSE CASE
      WHEN made.name LIKE 'Văn phòng%' THEN ARRAY['Chánh Văn phòng', 'Phó Chánh Văn phòng']
      WHEN made.name LIKE 'Trung tâm%' THEN ARRAY['Giám đốc', 'Phó Giám đốc']
      WHEN made.name LIKE 'Chi cục%' THEN ARRAY['Chi cục trưởng', 'Phó Chi cục trưởng']
      WHEN made.name LIKE 'B%' THEN ARRAY['Trưởng ban', 'Phó Trưởng ban']
      ELSE ARRAY['Trưởng phòng', 'Phó Trưởng phòng'] END
    || ARRAY['Chuyên viên', 'Chuyên viên chính', 'Cán sự', 'Kế toán viên', 'Văn thư']
  END) AS title
