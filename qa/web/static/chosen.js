// The articles that are ticked in the list, and what becomes of all of them.
let articles = [], isOwn = false;
const show = () => {
    const template = element.querySelector('template');
    if (!template) return;
    if (articles.length === 0) return element.querySelector('.chosen')?.remove();
    const bar = element.querySelector('.chosen') ?? template.content.firstElementChild.cloneNode(true);
    if (!bar.isConnected) template.after(bar);
    bar.querySelector('.how-many').textContent = said('{number} ticked', {number: articles.length.toLocaleString(document.documentElement.lang)});
    bar.querySelector('.only-one').hidden = articles.length !== 1;
};
const open = name => element.querySelectorAll('form').forEach(form => {
    form.hidden = form.dataset.form !== name || !form.hidden;
    element.querySelector(`[data-bulk="${form.dataset.form}"]`).setAttribute('aria-expanded', String(!form.hidden));
    if (!form.hidden) form.querySelector('input:not([hidden]), button')?.focus();
});
document.addEventListener('article-qa:picked', event => {
    articles = event.detail.articles;
    if (!isOwn) element.querySelectorAll('.done, .problem').forEach(each => each.remove());
    show();
});
element.addEventListener('click', event => {
    const what = event.target.closest('[data-bulk]')?.dataset.bulk;
    if (what === 'none') document.dispatchEvent(new CustomEvent('article-qa:unpick'));
    else if (what === 'ask') {
        document.dispatchEvent(new CustomEvent('article-qa:ask-within', {detail: {articles}}));
        [...document.querySelectorAll('[role="tab"]')].find(each => each.textContent.trim() === said('Ask'))?.click();
    } else if (what) open(what);
});
element.addEventListener('submit', event => {
    event.preventDefault();
    const facts = Object.fromEntries(new FormData(event.target));
    if (articles.length !== 1) delete facts.title;
    trigger('click', {...facts, what: event.submitter?.value ?? event.target.dataset.form, value: '', ids: articles.map(each => each.id)});
});
element.addEventListener('keydown', event => { if (event.key === 'Escape') open(''); });
watch('value', () => {
    // What was removed is ticked no more; all else stays, for the next step.
    if (element.querySelector('[data-emptied]')) {
        isOwn = true;
        document.dispatchEvent(new CustomEvent('article-qa:unpick'));
        isOwn = false;
    }
    show();
});
