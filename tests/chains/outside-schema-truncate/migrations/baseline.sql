CREATE TABLE public.settings (id serial PRIMARY KEY, value text);
INSERT INTO public.settings (value) VALUES ('one'), ('two');
