--
-- PostgreSQL database dump
--

\restrict 1xu4ocJLluT5ZOMQ6cEMxYJCTq2tjau4kuch00NHwVqM7NXOlacumVzUnKI8tql

-- Dumped from database version 18.6
-- Dumped by pg_dump version 18.6

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: cfg; Type: SCHEMA; Schema: -; Owner: magikalbot
--

CREATE SCHEMA cfg;


ALTER SCHEMA cfg OWNER TO magikalbot;

--
-- Name: pg_stat_statements; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS pg_stat_statements WITH SCHEMA public;


--
-- Name: EXTENSION pg_stat_statements; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION pg_stat_statements IS 'track planning and execution statistics of all SQL statements executed';


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: cfg; Owner: postgres
--

CREATE TABLE cfg.alembic_version (
    version_num character varying(32) NOT NULL
);


ALTER TABLE cfg.alembic_version OWNER TO postgres;

--
-- Name: guilds; Type: TABLE; Schema: cfg; Owner: magikalbot
--

CREATE TABLE cfg.guilds (
    id bigint NOT NULL,
    name text NOT NULL
);


ALTER TABLE cfg.guilds OWNER TO magikalbot;

--
-- Name: guilds_id_seq; Type: SEQUENCE; Schema: cfg; Owner: magikalbot
--

CREATE SEQUENCE cfg.guilds_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE cfg.guilds_id_seq OWNER TO magikalbot;

--
-- Name: guilds_id_seq; Type: SEQUENCE OWNED BY; Schema: cfg; Owner: magikalbot
--

ALTER SEQUENCE cfg.guilds_id_seq OWNED BY cfg.guilds.id;


--
-- Name: tickets; Type: TABLE; Schema: cfg; Owner: magikalbot
--

CREATE TABLE cfg.tickets (
    id bigint NOT NULL,
    guild_id bigint NOT NULL,
    state character varying(20) NOT NULL,
    CONSTRAINT ck_state CHECK (((state)::text = ANY ((ARRAY['open'::character varying, 'closed'::character varying])::text[])))
);


ALTER TABLE cfg.tickets OWNER TO magikalbot;

--
-- Name: open_tickets; Type: VIEW; Schema: cfg; Owner: postgres
--

CREATE VIEW cfg.open_tickets AS
 SELECT id,
    guild_id,
    state
   FROM cfg.tickets
  WHERE ((state)::text = ANY ((ARRAY['open'::character varying, 'waiting'::character varying])::text[]));


ALTER VIEW cfg.open_tickets OWNER TO postgres;

--
-- Name: tickets_id_seq; Type: SEQUENCE; Schema: cfg; Owner: magikalbot
--

CREATE SEQUENCE cfg.tickets_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE cfg.tickets_id_seq OWNER TO magikalbot;

--
-- Name: tickets_id_seq; Type: SEQUENCE OWNED BY; Schema: cfg; Owner: magikalbot
--

ALTER SEQUENCE cfg.tickets_id_seq OWNED BY cfg.tickets.id;


--
-- Name: web_sessions; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.web_sessions (
    token text NOT NULL
);


ALTER TABLE public.web_sessions OWNER TO postgres;

--
-- Name: guilds id; Type: DEFAULT; Schema: cfg; Owner: magikalbot
--

ALTER TABLE ONLY cfg.guilds ALTER COLUMN id SET DEFAULT nextval('cfg.guilds_id_seq'::regclass);


--
-- Name: tickets id; Type: DEFAULT; Schema: cfg; Owner: magikalbot
--

ALTER TABLE ONLY cfg.tickets ALTER COLUMN id SET DEFAULT nextval('cfg.tickets_id_seq'::regclass);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: cfg; Owner: postgres
--

ALTER TABLE ONLY cfg.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: guilds guilds_pkey; Type: CONSTRAINT; Schema: cfg; Owner: magikalbot
--

ALTER TABLE ONLY cfg.guilds
    ADD CONSTRAINT guilds_pkey PRIMARY KEY (id);


--
-- Name: tickets tickets_pkey; Type: CONSTRAINT; Schema: cfg; Owner: magikalbot
--

ALTER TABLE ONLY cfg.tickets
    ADD CONSTRAINT tickets_pkey PRIMARY KEY (id);


--
-- Name: web_sessions web_sessions_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.web_sessions
    ADD CONSTRAINT web_sessions_pkey PRIMARY KEY (token);


--
-- Name: tickets tickets_guild_id_fkey; Type: FK CONSTRAINT; Schema: cfg; Owner: magikalbot
--

ALTER TABLE ONLY cfg.tickets
    ADD CONSTRAINT tickets_guild_id_fkey FOREIGN KEY (guild_id) REFERENCES cfg.guilds(id);


--
-- Name: everything; Type: PUBLICATION; Schema: -; Owner: postgres
--

CREATE PUBLICATION everything WITH (publish = 'insert, update, delete, truncate');


ALTER PUBLICATION everything OWNER TO postgres;

--
-- Name: everything cfg; Type: PUBLICATION TABLES IN SCHEMA; Schema: cfg; Owner: postgres
--

ALTER PUBLICATION everything ADD TABLES IN SCHEMA cfg;


--
-- Name: SCHEMA cfg; Type: ACL; Schema: -; Owner: magikalbot
--

GRANT USAGE ON SCHEMA cfg TO website;


--
-- Name: TABLE guilds; Type: ACL; Schema: cfg; Owner: magikalbot
--

GRANT SELECT ON TABLE cfg.guilds TO website;


--
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: cfg; Owner: magikalbot
--

ALTER DEFAULT PRIVILEGES FOR ROLE magikalbot IN SCHEMA cfg GRANT SELECT ON TABLES TO website;


--
-- PostgreSQL database dump complete
--

\unrestrict 1xu4ocJLluT5ZOMQ6cEMxYJCTq2tjau4kuch00NHwVqM7NXOlacumVzUnKI8tql

