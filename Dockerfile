# Page assets and the engine's library, both pinned by package-lock.json.
FROM node:20-bookworm AS packages
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY dashboard/assets dashboard/assets
RUN node dashboard/assets/build.mjs
# Elsewhere than on x86-64 the program has no engine inside and needs a server.
RUN mkdir /engine && if [ "$(uname -m)" = x86_64 ]; then cp node_modules/@chdb/*/libchdb.so /engine/; fi

FROM golang:1.26-bookworm AS build
WORKDIR /source
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=packages /source/dashboard/assets/dist dashboard/assets/dist
RUN CGO_ENABLED=0 go build -trimpath -o /zhibiao ./cmd/zhibiao

FROM debian:bookworm-slim
# Certificates: feeds, mail and sign-in are reached over TLS. Time zones are in the program.
RUN apt-get update && apt-get install --yes --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/zhibiao zhibiao
COPY --from=build /zhibiao /usr/local/bin/zhibiao
COPY --from=packages /engine/ /usr/local/lib/
USER zhibiao
WORKDIR /var/lib/zhibiao
ENV ZHIBIAO_DSN=embedded:/var/lib/zhibiao/data \
    ZHIBIAO_ADDRESS=0.0.0.0:8080 \
    ZHIBIAO_ENGINE_LIBRARY=/usr/local/lib/libchdb.so
VOLUME /var/lib/zhibiao
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s CMD ["zhibiao", "health"]
ENTRYPOINT ["zhibiao"]
CMD ["serve"]
