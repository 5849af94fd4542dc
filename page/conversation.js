element.addEventListener('click', event => {
    const button = event.target.closest('[data-citation]');
    if (!button) return;
    element.querySelectorAll('[aria-current]').forEach(other => other.removeAttribute('aria-current'));
    button.setAttribute('aria-current', 'true');
    trigger('click', {turn: Number(button.dataset.turn), number: Number(button.dataset.citation)});
});
watch('value', () => element.querySelector('.turn:last-child')?.scrollIntoView({block: 'start'}));
