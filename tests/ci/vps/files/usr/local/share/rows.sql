-- What three guilds have in the bot's tables, at the revision that is live.

SET search_path = cfg;

INSERT INTO guilds (guild_id, name, locale, features, settings, joined_at, left_at, timezone) VALUES
    (81384788765712384, 'Magikal HQ', 'en-GB', '{tickets,xp,panels}', '{"prefix": "!"}', '2024-11-02', NULL, 'Europe/London'),
    (197038439483310086, 'Ravenholm Guild', 'de', '{recruitment,tempvc}', '{}', '2025-03-17', NULL, 'Europe/Berlin'),
    (110373943822540800, 'Zoë''s Café ☕', 'en-US', '{xp}', '{"announce": null}', '2025-08-30', NULL, 'UTC'),
    (244230771232079873, 'Old Harbour', 'en-GB', '{}', '{}', '2024-12-24', '2025-06-01', 'UTC');

INSERT INTO staff_roles (guild_id, role_id, level) VALUES
    (81384788765712384, 184405311681986561, 'admin'),
    (81384788765712384, 184405311681986562, 'moderator'),
    (197038439483310086, 197038439483310999, 'helper');

INSERT INTO ticket_categories (guild_id, name, position, support_role_ids) VALUES
    (81384788765712384, 'Questions', 0, '{184405311681986562}'),
    (81384788765712384, 'Appeals', 1, '{184405311681986561}');

INSERT INTO tickets (guild_id, category_id, channel_id, opener_id, subject, status, opened_at, closed_at, number)
SELECT 81384788765712384, 1 + number % 2, 900000000000000000 + number, 155149108183695360 + number % 40,
    'Question ' || number, (ARRAY['open', 'waiting', 'closed', 'closed'])[1 + number % 4]::ticket_status,
    timestamptz '2025-09-01' + number * interval '7 hours',
    CASE WHEN number % 4 > 1 THEN timestamptz '2025-09-02' + number * interval '7 hours' END, number
FROM generate_series(1, 200) AS number;

INSERT INTO ticket_messages (message_id, ticket_id, author_id, content, sent_at)
SELECT 910000000000000000 + id * 10 + line, id, opener_id, 'Line ' || line || ' — hello?', opened_at + line * interval '1 minute'
FROM tickets, generate_series(1, 3) AS line;

INSERT INTO automod_rules (guild_id, name, trigger, patterns) VALUES
    (81384788765712384, 'No invites', 'invite', '{}'),
    (197038439483310086, 'Spoilers', 'keyword', '{ending,"who dies"}');

INSERT INTO mod_cases (guild_id, number, action, target_id, moderator_id, reason, evidence, created_at, expires_at)
SELECT 81384788765712384, number, (ARRAY['note', 'warn', 'timeout', 'ban'])[1 + number % 4]::mod_action,
    204255221017214977 + number, 184405311681986560, 'Rule ' || number % 7, '[{"jump": "https://discord.example/1"}]',
    timestamptz '2025-10-01' + number * interval '1 hour',
    CASE WHEN number % 4 = 2 THEN timestamptz '2025-10-08' + number * interval '1 hour' END
FROM generate_series(1, 500) AS number;

INSERT INTO recruitment_forms (guild_id, title, questions, review_channel_id, is_open) VALUES
    (197038439483310086, 'Raiders', '[{"label": "Class"}, {"label": "Hours a week"}]', 197038439483311000, true);

INSERT INTO applications (form_id, applicant_id, answers, status)
SELECT 1, 300000000000000000 + number, '{"Class": "Druid"}', (ARRAY['pending', 'accepted', 'rejected'])[1 + number % 3]::application_status
FROM generate_series(1, 60) AS number;

INSERT INTO application_votes (application_id, reviewer_id, vote)
SELECT id, 197038439483310086, CASE WHEN id % 5 = 0 THEN -1 ELSE 1 END FROM applications;

INSERT INTO tempvc_hubs (channel_id, guild_id, name_template, user_limit, bitrate) VALUES
    (197038439483312000, 197038439483310086, 'Table of {owner}', 8, 64000),
    (197038439483312001, 197038439483310086, 'Channel of {owner}', 0, 96000);

INSERT INTO tempvc_live_channels (channel_id, hub_id, owner_id, member_ids) VALUES
    (930000000000000001, 197038439483312000, 300000000000000007, '{300000000000000007,300000000000000009}');

INSERT INTO xp_members (guild_id, user_id, xp)
SELECT 81384788765712384, 155149108183695360 + number, number * 137 FROM generate_series(1, 1000) AS number;

INSERT INTO xp_grants (guild_id, user_id, amount, source)
SELECT guild_id, user_id, 15, 'message' FROM xp_members;

INSERT INTO xp_rewards (guild_id, level, role_id) VALUES
    (81384788765712384, 5, 184405311681987005),
    (81384788765712384, 100, 184405311681987100);

INSERT INTO panels (guild_id, channel_id, message_id, kind, layout) VALUES
    (81384788765712384, 940000000000000001, 940000000000000101, 'tickets',
     '{"title": "Need help?", "buttons": [{"label": "Ask", "custom_id": "ticket:1"}, {"label": "Appeal", "custom_id": "ticket:2"}]}'),
    (197038439483310086, 940000000000000002, NULL, 'recruitment', '{"title": "Join us", "buttons": [{"label": "Apply", "custom_id": "form:1"}]}'),
    (197038439483310086, 940000000000000003, 940000000000000103, 'tempvc', '{"title": "Voice"}');
