// From room to room: an article, a person, a place or the notebook is opened in its own tab, and a question is asked within articles.
// On a phone Gradio keeps the last tabs in a menu.
const tab = name => [...document.querySelectorAll('[role="tab"], .overflow-dropdown button')].find(each => each.textContent.trim() === name);
// A tab that was never shown listens only once it is there.
const tell = (name, detail, until = performance.now() + 10_000) => {
    const event = new CustomEvent(name, {detail, cancelable: true});
    document.dispatchEvent(event);
    if (!event.defaultPrevented && performance.now() < until) requestAnimationFrame(() => tell(name, detail, until));
};
document.addEventListener('click', event => {
    const button = event.target.closest?.('[data-about], [data-read], [data-within], [data-articles], [data-notebook]');
    if (!button) return;
    const {about, read, notebook, within, articles, title, start, end} = button.dataset;
    if (about) {
        tab('People and places')?.click();
        tell('article-qa:about', {name: about});
    } else if (read) {
        tab('Library')?.click();
        tell('article-qa:read', {id: read, start, end});
    } else if (notebook) {
        tab('Notebook')?.click();
    } else {
        const detail = {articles: articles ? JSON.parse(articles) : [{id: within, title}]};
        document.dispatchEvent(new CustomEvent('article-qa:ask-within', {detail}));
        tab('Ask')?.click();
    }
});
