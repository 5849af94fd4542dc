// The page's language, for the browser and for the other scripts: `said` puts a phrase into words.
const {language, direction, phrases} = element.querySelector('h1').dataset, catalog = JSON.parse(phrases);
Object.assign(document.documentElement, {lang: language, dir: direction});
window.said = (phrase, values = {}) => (catalog[phrase] ?? phrase).replace(/\{(\w+)\}/g, (_, name) => values[name]);
// For the other scripts, too: a file, whose content is in base64, is saved.
window.saveFile = ({name, type, content}) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([Uint8Array.from(atob(content), each => each.charCodeAt(0))], {type}));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
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
    const button = event.target.closest?.('[data-about], [data-read], [data-within], [data-articles], [data-since], [data-notebook]');
    if (!button) return;
    const {about, read, notebook, within, articles, title, start, end, since, until} = button.dataset;
    if (about) {
        tab(said('People and places'))?.click();
        tell('article-qa:about', {name: about});
    } else if (read) {
        tab(said('Library'))?.click();
        tell('article-qa:read', {id: read, start, end});
    } else if (notebook) {
        tab(said('Notebook'))?.click();
    } else {
        const detail = since ? {since, until} : {articles: articles ? JSON.parse(articles) : [{id: within, title}]};
        document.dispatchEvent(new CustomEvent('article-qa:ask-within', {detail}));
        tab(said('Ask'))?.click();
    }
});
// A chart of months is walked with the arrow keys too: a long one has many bars.
document.addEventListener('keydown', event => {
    const bar = event.target.closest?.('.months .bars button'), by = {ArrowLeft: -1, ArrowRight: 1}[event.key];
    if (!bar || !by || event.altKey) return;
    const bars = [...bar.parentElement.querySelectorAll('button:enabled')];
    event.preventDefault();
    bars[bars.indexOf(bar) + by * (getComputedStyle(bar).direction === 'rtl' ? -1 : 1)]?.focus();
});
