-- Officials :first to :last of the made-up province. Everything follows from an official's number,
-- so a larger province contains the smaller one.
WITH number (n) AS (
  SELECT generate_series(:first::int, :last::int)
),
-- Independent draws per official: 28 bits each of MD5, the same on every machine.
drawn AS MATERIALIZED (
  SELECT n,
         ('x' || substr(hash, 1, 7))::bit(28)::int AS a,
         ('x' || substr(hash, 8, 7))::bit(28)::int AS b,
         ('x' || substr(hash, 15, 7))::bit(28)::int AS c,
         ('x' || substr(hash, 22, 7))::bit(28)::int AS d
  FROM (SELECT n, md5('antin-sample:official:' || n) AS hash FROM number) hashed
),
choice AS (
  SELECT
    -- How common a family name is shows in how often it stands here.
    string_to_array('Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Trần Trần Trần Lê Lê Lê Lê Phạm Phạm Phạm Hoàng Huỳnh Phan Phan Vũ Võ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Trịnh Lương Mai Tô Cao Hà Trương Tạ Chu Quách Nông Lò Vi Triệu Giàng Ma Đàm', ' ') AS families,
    string_to_array('Văn Văn Văn Đức Hữu Quang Minh Công Xuân Quốc Thanh Anh Trọng Ngọc Duy Bá Đình Mạnh Tiến Hoàng', ' ') AS men_middle,
    string_to_array('Anh Bình Cường Chiến Dũng Đạt Đức Giang Hải Hiếu Hòa Hùng Huy Khánh Khoa Kiên Lâm Long Mạnh Minh Nam Nghĩa Phong Phúc Quân Quý Sơn Tài Tâm Thành Thắng Thịnh Tiến Toàn Trung Trường Tuấn Tùng Việt Vinh Vượng Đông Hưng Lộc Ngọc', ' ') AS men_given,
    string_to_array('Thị Thị Thị Thị Ngọc Thu Thanh Kim Minh Bích Hồng Phương Quỳnh Mỹ Diệu Thúy Khánh Như Hoài', ' ') AS women_middle,
    string_to_array('An Ánh Bích Châu Chi Dung Duyên Đào Giang Hà Hạnh Hằng Hiền Hoa Hồng Huệ Hương Hường Lan Liên Linh Loan Ly Mai My Nga Ngân Nguyệt Nhung Oanh Phượng Quyên Tâm Thảo Thơm Thu Thủy Trang Trâm Tuyết Uyên Vân Xuân Yến Bưởi', ' ') AS women_given,
    string_to_array('Chuyên viên|Chuyên viên|Chuyên viên|Chuyên viên|Chuyên viên|Chuyên viên chính|Chuyên viên chính|Cán sự|Kế toán viên|Văn thư', '|') AS staff
),
-- A third of the officials work in departments, the others in communes.
office AS MATERIALIZED (
  SELECT provincial, row_number() OVER (PARTITION BY provincial ORDER BY code) - 1 AS place, code
  FROM (SELECT code, length(code) = length('H99.01.01') AS provincial
        FROM org_unit WHERE kind = 'division') divisions
),
offices AS (
  SELECT count(*) FILTER (WHERE provincial) AS provincial,
         count(*) FILTER (WHERE NOT provincial) AS communal
  FROM office
),
person AS MATERIALIZED (
  SELECT n, c,
         'official' || lpad(n::text, greatest(4, length(n::text)), '0') AS username,
         families[a % cardinality(families) + 1] AS family,
         CASE WHEN d % 100 < 47 THEN women_middle[b % cardinality(women_middle) + 1]
              ELSE men_middle[b % cardinality(men_middle) + 1] END AS middle,
         CASE WHEN d % 100 < 47 THEN women_given[c % cardinality(women_given) + 1]
              ELSE men_given[c % cardinality(men_given) + 1] END AS given,
         staff[d / 128 % cardinality(staff) + 1] AS staff_title,
         a / 64 % 3 = 0 AS provincial,
         b / 32 % CASE WHEN a / 64 % 3 = 0 THEN offices.provincial ELSE offices.communal END AS place,
         c / 32 % offices.communal AS second_place
  FROM drawn CROSS JOIN choice CROSS JOIN offices
),
-- Seats of leaders, the highest first; every fourth official takes the next one while they last.
leader AS MATERIALIZED (
  SELECT row_number() OVER (ORDER BY level, copy, code, title) AS seat, id
  FROM (
    SELECT p.id, u.code, p.title, place.copy,
           CASE u.kind WHEN 'province' THEN 0 WHEN 'department' THEN 1 WHEN 'commune' THEN 2 ELSE 3 END AS level
    FROM post p JOIN org_unit u ON u.id = p.unit_id
    CROSS JOIN LATERAL generate_series(1, CASE WHEN p.title LIKE 'Phó%' THEN 2 ELSE 1 END) AS place (copy)
    WHERE p.title NOT IN ('Chủ tịch Ủy ban nhân dân tỉnh', 'Chuyên viên', 'Chuyên viên chính', 'Cán sự', 'Kế toán viên', 'Văn thư')
  ) seats
),
seated AS (
  SELECT person.n,
         coalesce(
           leader.id,
           md5('antin-sample:post:' || CASE person.n
             WHEN 1 THEN 'H99:Chủ tịch Ủy ban nhân dân tỉnh'
             WHEN 2 THEN 'H99.01.01:Văn thư'
             WHEN 3 THEN 'H99.06.06:Chuyên viên chính'
             WHEN 4 THEN 'H99.101.01:Chuyên viên'
             ELSE office.code || ':' || person.staff_title END)::uuid) AS post_id
  FROM person
  LEFT JOIN leader ON person.n > 4 AND person.n % 4 = 0 AND leader.seat = person.n / 4 - 1
  LEFT JOIN office ON office.provincial = person.provincial AND office.place = person.place
),
made AS (
  INSERT INTO account (id, username, family_name, middle_name, given_name, display_name, email, sample)
  SELECT md5('antin-sample:official:' || n)::uuid, username, family, middle, given,
         family || ' ' || middle || ' ' || given,
         search_form(given || left(family, 1) || left(middle, 1)) || n || '@sonha.example', true
  FROM person
),
password AS (
  INSERT INTO password_credential (account_id, hash, set_at)
  SELECT md5('antin-sample:official:' || n)::uuid, :password, now() FROM person
),
pin AS (
  INSERT INTO signing_pin (account_id, hash, set_at)
  SELECT md5('antin-sample:official:' || n)::uuid, :pin, now() FROM person
),
role AS (
  INSERT INTO role_grant (id, account_id, role, unit_id, valid_from)
  SELECT md5('antin-sample:role:' || n)::uuid, md5('antin-sample:official:' || n)::uuid, role,
         md5('antin-sample:unit:' || code)::uuid, DATE '2025-07-01'
  -- Two security administrators, for acts that two decide.
  FROM (VALUES (2, 'records-clerk', 'H99'), (3, 'security-administrator', 'H99'),
               (4, 'unit-administrator', 'H99.101'), (5, 'security-administrator', 'H99'),
               (6, 'auditor', 'H99'), (10, 'help-desk', 'H99')) AS given (n, role, code)
  JOIN person USING (n)
)
INSERT INTO assignment (id, account_id, post_id, kind, valid_from)
SELECT md5('antin-sample:assignment:' || n)::uuid, md5('antin-sample:official:' || n)::uuid,
       post_id, 'main', DATE '2025-07-01' + (n % 365)
FROM seated
UNION ALL
-- One in forty holds a second seat.
SELECT md5('antin-sample:assignment:' || n || ':2')::uuid,
       md5('antin-sample:official:' || n)::uuid,
       md5('antin-sample:post:' || office.code || ':Chuyên viên')::uuid,
       (ARRAY['concurrent', 'concurrent', 'seconded', 'acting'])[c % 4 + 1], DATE '2026-01-01'
FROM person
JOIN office ON NOT office.provincial AND office.place = person.second_place
WHERE n > 4 AND n % 40 = 7
