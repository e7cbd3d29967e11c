-- What the website and the metrics service own in public. The bot's migrations leave it as it is.

CREATE TABLE public.web_sessions (
    token text CONSTRAINT pk_web_sessions PRIMARY KEY,
    user_id bigint NOT NULL,
    guild_id bigint,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_web_sessions_expiry CHECK (expires_at > created_at)
);

CREATE INDEX ix_web_sessions_user_id ON public.web_sessions (user_id);

CREATE SEQUENCE public.metrics_id_seq;

CREATE TABLE public.metrics (
    id bigint DEFAULT nextval('public.metrics_id_seq') CONSTRAINT pk_metrics PRIMARY KEY,
    name text NOT NULL,
    value double precision NOT NULL,
    labels jsonb DEFAULT '{}' NOT NULL,
    measured_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER SEQUENCE public.metrics_id_seq OWNED BY public.metrics.id;

CREATE VIEW public.metrics_by_day AS
    SELECT name, date_trunc('day', measured_at) AS day, count(*) AS samples, avg(value) AS average
    FROM public.metrics
    GROUP BY name, date_trunc('day', measured_at);

CREATE FUNCTION public.purge_web_sessions() RETURNS void LANGUAGE sql AS
    'DELETE FROM public.web_sessions WHERE expires_at < now()';

INSERT INTO public.web_sessions (token, user_id, guild_id, created_at, expires_at) VALUES
    ('5f0c9a', 184405311681986560, 81384788765712384, '2026-05-01', '2026-05-31'),
    ('b81e27', 155149108183695360, 81384788765712384, '2026-05-02', '2026-06-01'),
    ('c4d6f3', 204255221017214977, NULL, '2026-05-02', '2026-06-01');

INSERT INTO public.metrics (name, value, labels, measured_at) VALUES
    ('gateway_latency_ms', 41.7, '{"shard": 0}', '2026-05-01'),
    ('gateway_latency_ms', 38.2, '{"shard": 0}', '2026-05-02'),
    ('web_requests', 1893, '{"route": "/dashboard"}', '2026-05-02');
