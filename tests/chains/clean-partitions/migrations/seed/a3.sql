-- The bot was started in 2024, and nothing is of 2025 yet.
INSERT INTO cfg.messages VALUES (1, '2024-12-31', 'hello'), (2, '2023-06-01', NULL);
