# The page and the command line over the library in /library/data. docs/running.md says how to start it.
# The embedding model comes with the packages: nothing is fetched when it runs.

FROM python:3.11-slim AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE constraints.txt ./
COPY package package
COPY index index
COPY qa qa
COPY seeds seeds
RUN python -m venv --without-pip /opt/article-qa
RUN python -m pip --python /opt/article-qa/bin/python install --no-cache-dir --no-compile --disable-pip-version-check \
    -c constraints.txt '.[documents,feeds,llm,mcp,postgres,web,word]'
# A first try, which also compiles what is used and only that.
RUN /opt/article-qa/bin/article-qa demo --data /tmp/tried && \
    /opt/article-qa/bin/article-qa ask "When did Notre-Dame reopen?" --data /tmp/tried && \
    /opt/article-qa/bin/python -c "import article_qa.qa.generation.llm, article_qa.qa.mcp.http, article_qa.qa.web.page"

FROM python:3.11-slim
ENV PATH=/opt/article-qa/bin:$PATH
ENV INDEX_DATA_DIR=/library/data
RUN useradd --create-home reader && mkdir /library && chown reader /library
COPY --from=build /opt/article-qa /opt/article-qa
USER reader
WORKDIR /home/reader
VOLUME /library
EXPOSE 7860
HEALTHCHECK --start-period=1m CMD python -c "from urllib.request import urlopen; urlopen('http://127.0.0.1:7860/health')"
ENTRYPOINT ["article-qa"]
CMD ["serve", "--host", "0.0.0.0", "--auth", "/library/readers.txt", "--mcp"]
