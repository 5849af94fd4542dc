// A name that is pressed here, or in another room, is told to Python.
const current = name => element.querySelectorAll('.row').forEach(row => {
    if (row.dataset.value === name) row.setAttribute('aria-current', 'true'); else row.removeAttribute('aria-current');
});
let chosen = '';
const open = name => {
    chosen = name;
    current(name);
    trigger('click', {what: 'name', value: name});
};
element.addEventListener('click', event => {
    const row = event.target.closest('.row');
    if (row) open(row.dataset.value);
});
document.addEventListener('article-qa:about', event => {
    event.preventDefault();
    open(event.detail.name);
});
document.addEventListener('article-qa:person', event => { chosen = event.detail.name; current(chosen); });
document.addEventListener('article-qa:names', () => (element.querySelector('.row[aria-current]') ?? element.querySelector('.row'))?.focus());
watch('value', () => current(chosen));
