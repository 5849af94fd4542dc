// What a question is asked within. Other tabs add to it: see docs/internals.md for the event.
element.addEventListener('click', event => {
    const chip = event.target.closest('.chip');
    if (!chip) return;
    trigger('clear', {name: chip.dataset.filter, value: chip.dataset.value});
    document.querySelector('#question textarea').focus({preventScroll: true});
});
const listed = (one, many) => [one, ...(many ?? [])].flat().filter(each => typeof each === 'string' && each);
document.addEventListener('article-qa:ask-within', ({detail}) => {
    const {article, articles, collection, collections, outlet, outlets, since, until} = detail ?? {};
    trigger('widen', {
        articles: listed(article, articles?.map(each => each?.article ?? each?.id ?? each)),
        collections: listed(collection, collections),
        outlets: listed(outlet, outlets),
        since, until,
    });
    for (const tab of document.querySelectorAll('[role="tab"]')) if (tab.textContent.trim() === said('Ask')) tab.click();
    setTimeout(() => document.querySelector('#question textarea').focus(), 100);
});
watch('value', () => {
    const at = Number(element.querySelector('.within-label')?.dataset.at);
    document.dispatchEvent(new CustomEvent('article-qa:narrowed', {detail: at}));
});
